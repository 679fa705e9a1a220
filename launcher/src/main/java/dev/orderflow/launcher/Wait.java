package dev.orderflow.launcher;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks again until there is something to see, for a bounded time. */
public final class Wait {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Wait() {}

    /** What was seen, or nothing where time ran out. */
    public static <T> Optional<T> upTo(Duration atMost, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent() || System.nanoTime() > deadline) {
                return seen;
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }
}
