package dev.orderflow.order.domain;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** When a pending step is asked for again, and when it is given up: a pure function of the step and its attempts. */
public final class OrderDeadlines {
    private final Map<FulfilmentStep, Patience> patience;

    /** @param patience for every step */
    public OrderDeadlines(Map<FulfilmentStep, Patience> patience) {
        for (FulfilmentStep step : FulfilmentStep.values()) {
            if (!patience.containsKey(step)) {
                throw new IllegalArgumentException("No deadline is set for step " + step);
            }
        }
        this.patience = new EnumMap<>(patience);
    }

    /**
     * The deadline of a pending step.
     *
     * @param attempt how often it was asked again, 0 at first
     * @param askedAt when it was last asked
     */
    public Deadline of(FulfilmentStep step, int attempt, Instant askedAt) {
        Patience given = Objects.requireNonNull(patience.get(step), "checked for every step");
        return new Deadline(step, attempt, askedAt.plus(given.waitAfter(attempt)), attempt >= given.repeats());
    }

    /**
     * How long to wait for an answer, and how often to ask again.
     *
     * @param within how long to wait at first; more than zero
     * @param repeats 0 or more; after the last one's deadline the step is given up
     * @param growth by what each wait is longer than the one before; 1 where all are the same, never less
     * @param atMost no single wait is longer; at least {@code within}
     */
    public record Patience(Duration within, int repeats, double growth, Duration atMost) {
        public Patience {
            if (!within.isPositive() || repeats < 0) {
                throw new IllegalArgumentException(
                        "A deadline is more than zero and repeats are not negative: " + within + ", " + repeats);
            }
            // Written so that what is no number is refused too.
            if (!(growth >= 1) || Double.isInfinite(growth) || atMost.compareTo(within) < 0) {
                throw new IllegalArgumentException("Waits do not become shorter, nor exceed their bound: growth "
                        + growth + ", at first " + within + ", at most " + atMost);
            }
        }

        /** The same wait each time. */
        public Patience(Duration within, int repeats) {
            this(within, repeats, 1, within);
        }

        /** @param attempt how often it was asked again before, 0 at first */
        Duration waitAfter(int attempt) {
            double longest = atMost.toMillis();
            double wait = within.toMillis();
            // Step by step, and no further than the bound: a power of a thousand repeats is no number any more.
            for (int repeat = 0; repeat < attempt && growth > 1 && wait < longest; repeat++) {
                wait *= growth;
            }
            return wait < longest ? Duration.ofMillis(Math.round(wait)) : atMost;
        }
    }

    /** @param last whether the step is given up when it passes */
    public record Deadline(FulfilmentStep step, int attempt, Instant due, boolean last) {}
}
