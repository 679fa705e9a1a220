package dev.orderflow.infra.cloudformation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks again and again, for a bounded time and with longer and longer pauses. */
final class Looks {
    private static final Duration SHORTEST = Duration.ofMillis(250);

    /** CloudFormation throttles those who ask more often. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Looks() {}

    /** A look; null where there is nothing to see yet. */
    interface Look<T> {
        @Nullable
        T now();
    }

    /** What was seen, or nothing where time ran out. */
    static <T> Optional<T> until(Duration atMost, Look<T> look) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Duration pause = SHORTEST;
        while (true) {
            T seen = look.now();
            if (seen != null || System.nanoTime() > deadline) {
                return Optional.ofNullable(seen);
            }
            LockSupport.parkNanos(pause.toNanos());
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        }
    }
}
