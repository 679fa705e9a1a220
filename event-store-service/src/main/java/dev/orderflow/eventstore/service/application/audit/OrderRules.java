package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.eventstore.service.application.audit.AuditedOrder.Mark;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation.Rule;
import java.util.Optional;

/** What may happen to an order and its money. Of other events nothing is demanded but their place in the stream. */
final class OrderRules {
    private OrderRules() {}

    /** Takes a broken promise. */
    @FunctionalInterface
    interface Judge {
        void broken(Rule rule, String detail);
    }

    static AuditedOrder after(AuditedOrder order, OrderEvent event, Judge judge) {
        boolean first = event instanceof OrderPlaced;
        if (first == order.has(Mark.PLACED)) {
            judge.broken(Rule.LEGAL_STEPS, first ? "placed a second time" : name(event) + " before it was placed");
        }
        if (order.has(Mark.COMPLETED) || order.has(Mark.FAILED)) {
            judge.broken(Rule.LEGAL_STEPS, name(event) + " after its end");
        }
        if (event instanceof OrderPlaced placed) {
            return order.with(Mark.PLACED).costing(placed.total().amount());
        }
        if (event instanceof OrderPaymentRequested) {
            return order.with(Mark.PAYMENT_REQUESTED);
        }
        if (event instanceof OrderPaid) {
            return step(order, Mark.PAYMENT_REQUESTED, Mark.PAID, event, judge);
        }
        if (event instanceof OrderShipmentRequested) {
            return step(order, Mark.PAID, Mark.SHIPMENT_REQUESTED, event, judge);
        }
        if (event instanceof OrderShipped) {
            return step(order, Mark.SHIPMENT_REQUESTED, Mark.SHIPPED, event, judge);
        }
        if (event instanceof OrderCompleted) {
            return step(order, Mark.SHIPPED, Mark.COMPLETED, event, judge);
        }
        return event instanceof OrderRejected || event instanceof OrderCancelled ? order.with(Mark.FAILED) : order;
    }

    static AuditedOrder after(AuditedOrder order, PaymentEvent event, Judge judge) {
        if (event instanceof PaymentCaptured captured) {
            if (order.has(Mark.CAPTURED)) {
                judge.broken(Rule.CHARGED_ONCE, "captured a second time");
            }
            return order.with(Mark.CAPTURED)
                    .withMoney(order.captured() + captured.amount().amount(), order.refunded());
        }
        if (event instanceof PaymentRefunded refunded) {
            AuditedOrder after = order.withMoney(
                    order.captured(), order.refunded() + refunded.amount().amount());
            if (after.refunded() > after.captured()) {
                judge.broken(
                        Rule.REFUNDS_WITHIN_CAPTURE,
                        after.refunded() + " were given back of " + after.captured() + " that were taken");
            }
            return after;
        }
        return order;
    }

    /**
     * What does not fit together. Several streams tell of one order, and their shards are read one after the other: so it
     * may be that the explanation was written before and is read later.
     */
    static Optional<Unsettled> unsettled(AuditedOrder order) {
        if (order.has(Mark.DISPATCHED) && !order.has(Mark.CAPTURED)) {
            return Optional.of(new Unsettled(Rule.NO_SHIPMENT_WITHOUT_CAPTURE, "shipped, and nothing was captured"));
        }
        if (order.has(Mark.CAPTURED) && order.has(Mark.PLACED) && order.captured() != order.total()) {
            return Optional.of(new Unsettled(
                    Rule.CHARGED_ONCE, order.captured() + " were captured for an order of " + order.total()));
        }
        if (order.has(Mark.SKIPPED)) {
            return Optional.empty();
        }
        if (order.has(Mark.COMPLETED) && !(order.has(Mark.CAPTURED) && order.has(Mark.DISPATCHED))) {
            return Optional.of(new Unsettled(Rule.ENDS_SETTLED, "completed without capture or shipment"));
        }
        if (order.has(Mark.FAILED) && order.captured() != order.refunded()) {
            return Optional.of(new Unsettled(
                    Rule.ENDS_SETTLED,
                    "failed, and of " + order.captured() + " that were taken " + order.refunded()
                            + " were given back"));
        }
        if (order.has(Mark.FAILED) && (order.has(Mark.HELD) || order.has(Mark.DISPATCHED))) {
            return Optional.of(new Unsettled(
                    Rule.ENDS_SETTLED,
                    order.has(Mark.HELD) ? "failed, and its stock is still held" : "failed and shipped"));
        }
        return Optional.empty();
    }

    record Unsettled(Rule rule, String detail) {}

    private static AuditedOrder step(AuditedOrder order, Mark needed, Mark reached, OrderEvent event, Judge judge) {
        if (!order.has(needed) && !order.has(Mark.SKIPPED)) {
            judge.broken(Rule.LEGAL_STEPS, name(event) + " without " + needed);
        }
        return order.with(reached);
    }

    private static String name(Object event) {
        return event.getClass().getSimpleName();
    }
}
