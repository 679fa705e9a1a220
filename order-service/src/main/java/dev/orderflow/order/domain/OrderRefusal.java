package dev.orderflow.order.domain;

import dev.orderflow.events.OrderStatus;

/** The facts that forbid a command. */
public sealed interface OrderRefusal {

    /** There is no such order, or not for this requester: the two must not be told apart. */
    record OrderNotFound() implements OrderRefusal {}

    /** The customer used the same key for another order before. */
    record IdempotencyKeyReused() implements OrderRefusal {}

    /** Nothing can be undone any more. */
    record OrderAlreadyEnded(OrderStatus status) implements OrderRefusal {}

    /**
     * A participant reported what cannot be true of this order, such as a capture that was never asked for. Nothing is
     * recorded; it is a defect of a participant, to be looked into.
     */
    record ContradictsHistory(String answer, OrderStatus status) implements OrderRefusal {}
}
