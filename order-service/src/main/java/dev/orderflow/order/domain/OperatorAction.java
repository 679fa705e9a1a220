package dev.orderflow.order.domain;

import dev.orderflow.events.OrderEvent.FulfilmentStep;

/**
 * What an operator does about a step that is not answered.
 *
 * @param reason for the record
 */
public record OperatorAction(Kind kind, FulfilmentStep step, String reason) {

    /** The three things that can be done. */
    public enum Kind {
        /** Ask for it once more. */
        RETRY,
        /** Go on as if it had been answered well. */
        SKIP,
        /** Call the order off, and undo what was done. */
        COMPENSATE
    }
}
