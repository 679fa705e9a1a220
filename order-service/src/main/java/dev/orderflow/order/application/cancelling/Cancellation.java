package dev.orderflow.order.application.cancelling;

import dev.orderflow.events.OrderStatus;

/** What became of a wish to cancel. */
public sealed interface Cancellation {

    /**
     * The order is being undone, or is.
     *
     * @param replayed whether that had been so before
     */
    record Accepted(String orderId, OrderStatus status, long version, boolean replayed) implements Cancellation {}

    /** There is no such order, or not for this requester. */
    record NotFound() implements Cancellation {}

    /** It has come to another end. */
    record TooLate(OrderStatus status) implements Cancellation {}

    /** The order is not at the expected version. */
    record Stale(long version) implements Cancellation {}
}
