package dev.orderflow.order.domain;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;

/** The facts that forbid a command. */
public sealed interface OrderRefusal {

    /** There is no such order, or not for this requester: the two must not be told apart. */
    record OrderNotFound() implements OrderRefusal {}

    /** The customer used the same key for another order before. */
    record IdempotencyKeyReused() implements OrderRefusal {}

    /** Nothing can be undone any more. */
    record OrderAlreadyEnded(OrderStatus status) implements OrderRefusal {}

    /** What an operator means to act on is not what the order waits for. */
    record StepNotPending(FulfilmentStep step, FulfilmentStep pending) implements OrderRefusal {}

    /** An operator's action could do harm that nothing would mend. */
    record ActionUnsafe(Hazard hazard) implements OrderRefusal {

        public enum Hazard {
            /** The order would be charged and shipped without goods set aside for it. */
            NOTHING_WOULD_BE_HELD,
            /** Whether money was taken is not known: nothing may be shipped, given back or given up before it is. */
            CAPTURE_UNRESOLVED,
            /** The warehouse would hold the goods for ever, or ship them some day. */
            STOCK_WOULD_STAY_HELD,
            /** The refund that was asked for may still come. */
            MONEY_MIGHT_GO_BACK_TWICE,
            /** The shipment was called off, and only the release's answer says that the parcel did not leave. */
            RELEASE_BARS_THE_PARCEL,
            /** There is nothing more to call off. */
            BEING_UNDONE_ALREADY,
            /** An order is folded from all its events: acting on it must not go on without end. */
            ACTED_ON_TOO_OFTEN
        }
    }

    /**
     * A participant reported what cannot be true of this order, such as a capture that was never asked for. Nothing is
     * recorded; it is a defect of a participant, to be looked into.
     */
    record ContradictsHistory(String answer, OrderStatus status) implements OrderRefusal {}
}
