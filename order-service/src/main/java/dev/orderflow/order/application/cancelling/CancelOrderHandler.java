package dev.orderflow.order.application.cancelling;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.order.application.OrderCauses;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderCommand.RequestCancellation;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import dev.orderflow.order.domain.Requester;
import java.util.OptionalLong;

/** Cancels orders, also while a step is running. */
public final class CancelOrderHandler {
    private final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;

    public CancelOrderHandler(Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders) {
        this.orders = orders;
    }

    /**
     * @param orderId of the shape of an order id
     * @param expectedVersion where the client said which version it means
     */
    public Cancellation cancel(
            String orderId, Requester requester, String reason, OptionalLong expectedVersion, Cause cause) {
        RequestCancellation command = new RequestCancellation(requester, reason);
        Cause ofOrder = OrderCauses.of(orderId, cause);
        return switch (orders.execute(OrderIds.stream(orderId), command, ofOrder, expectedVersion)) {
            case Outcome.Done<Order, OrderRefusal> done -> accepted(orderId, done, false);
            case Outcome.AlreadyDone<Order, OrderRefusal> done -> accepted(orderId, done, true);
            case Outcome.Refused<Order, OrderRefusal> refused -> refused(orderId, refused.refusal());
            // Whether another's order exists must not show in the version either.
            case Outcome.Stale<Order, OrderRefusal> stale ->
                stale.state() instanceof Order.Placed placed
                                && requester.maySee(placed.details().customerId())
                        ? new Cancellation.Stale(stale.version())
                        : new Cancellation.NotFound();
        };
    }

    private static Cancellation accepted(String orderId, Outcome<Order, OrderRefusal> outcome, boolean replayed) {
        return switch (outcome.state()) {
            case Order.Placed placed ->
                new Cancellation.Accepted(orderId, placed.status(), outcome.version(), replayed);
            case Order.NotPlaced _ -> throw new IllegalStateException("What is cancelled was placed: " + orderId);
        };
    }

    private static Cancellation refused(String orderId, OrderRefusal refusal) {
        return switch (refusal) {
            case OrderRefusal.OrderNotFound _ -> new Cancellation.NotFound();
            case OrderRefusal.OrderAlreadyEnded ended -> new Cancellation.TooLate(ended.status());
            case OrderRefusal.IdempotencyKeyReused _,
                    OrderRefusal.ContradictsHistory _,
                    OrderRefusal.StepNotPending _,
                    OrderRefusal.ActionUnsafe _ ->
                throw new IllegalStateException("Cancelling " + orderId + " cannot be refused with " + refusal);
        };
    }
}
