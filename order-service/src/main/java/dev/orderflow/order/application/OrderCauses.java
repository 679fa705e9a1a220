package dev.orderflow.order.application;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.eventstore.decision.Cause;

/**
 * Why something happens to an order. Whatever follows from an order, in whichever service, carries the order's id as its
 * correlation: requests come and go, and one commit of a warehouse answers many orders.
 */
public final class OrderCauses {
    private OrderCauses() {}

    /** A request about the order, or a participant's commit. */
    public static Cause of(String orderId, Cause cause) {
        return new Cause(orderId, cause.causationId(), cause.traceparent());
    }

    public static Cause ofDeadline(String orderId, FulfilmentStep step, int attempt) {
        return new Cause(orderId, "deadline:" + step + ":" + attempt, null);
    }
}
