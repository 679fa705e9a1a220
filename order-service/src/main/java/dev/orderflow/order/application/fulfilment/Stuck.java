package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.order.application.summary.StepProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an order stands still, since when and why: until somebody does something about it, or the answer comes after all. */
public record Stuck(FulfilmentStep step, Instant since, String reason) {

    /** @return null where the step is pending in good time */
    public static @Nullable Stuck givenUp(StepProgress pending) {
        return pending.givenUpAt() == null
                ? null
                : new Stuck(
                        pending.step(),
                        pending.givenUpAt(),
                        "No answer after it was asked for " + pending.attempts()
                                + " times. An answer that comes late is still taken.");
    }

    public static Stuck unreadable(StepProgress pending, SetAsideAnswer answer) {
        return new Stuck(
                pending.step(),
                answer.since(),
                "An answer came and cannot be recorded, because the order's journal cannot be read: "
                        + answer.reason());
    }
}
