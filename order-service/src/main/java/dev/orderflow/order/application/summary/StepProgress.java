package dev.orderflow.order.application.summary;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one step is.
 *
 * @param attempts how often it was asked for, at least once
 * @param requestedAt when it was first asked for
 * @param answeredAt null while the answer is awaited
 * @param deadline when it is asked for again or given up; null where it was answered or given up
 * @param lastDeadline whether it is given up when the deadline passes
 * @param givenUpAt when its last deadline passed without an answer, or null: an operator has to look
 * @param detail why it failed, or null
 */
public record StepProgress(
        FulfilmentStep step,
        State state,
        int attempts,
        Instant requestedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant deadline,
        boolean lastDeadline,
        @Nullable Instant givenUpAt,
        @Nullable String detail) {

    /** Whether the step is awaited, went well, did not, or was left to an operator's word. */
    public enum State {
        PENDING,
        DONE,
        FAILED,
        SKIPPED
    }

    boolean isPending() {
        return state == State.PENDING;
    }

    StepProgress answered(State answer, Instant at, @Nullable String why) {
        return new StepProgress(step, answer, attempts, requestedAt, at, null, false, givenUpAt, why);
    }
}
