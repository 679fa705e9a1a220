package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.LogContext;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.OrderCauses;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.StepProgress;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderCommand.PassDeadline;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets overdue steps be asked for again or given up. The deadline is part of the order's read model, so it survives
 * restarts; the read model may be behind, so the order itself decides whether the deadline still stands.
 */
public final class DeadlineWatch implements Consumer<View<OrderSummary>> {
    private static final Logger log = LoggerFactory.getLogger(DeadlineWatch.class);

    private final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;

    public DeadlineWatch(Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders) {
        this.orders = orders;
    }

    /** Passes the deadline of an order that the read model shows as due. */
    @Override
    public void accept(View<OrderSummary> due) {
        String orderId = due.value().orderId();
        StepProgress pending = due.value().pending();
        if (pending == null || pending.deadline() == null) {
            return;
        }
        int attempt = pending.attempts() - 1;
        PassDeadline command = new PassDeadline(pending.step(), attempt, pending.lastDeadline());
        Cause cause = OrderCauses.ofDeadline(orderId, pending.step(), attempt);
        try (LogContext _ = LogContext.of(cause)) {
            if (orders.execute(OrderIds.stream(orderId), command, cause) instanceof Outcome.Done<Order, OrderRefusal>) {
                if (pending.lastDeadline()) {
                    log.warn(
                            "Order {} got no answer to {} after {} attempts and gives it up",
                            orderId,
                            pending.step(),
                            pending.attempts());
                } else {
                    log.info("Order {} asks again for {}", orderId, pending.step());
                }
            }
        }
    }
}
