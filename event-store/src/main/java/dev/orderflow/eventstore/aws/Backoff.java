package dev.orderflow.eventstore.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting between attempts, longer each time, with jitter. The home of {@code Thread.sleep} in the adapters. */
final class Backoff {
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    /** What suits a throttled or contended table: partitions recover within fractions of a second. */
    static Backoff ofTable() {
        return new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));
    }

    void pause() {
        long nanos = next.toNanos();
        next = next.multipliedBy(2).compareTo(longest) > 0 ? longest : next.multipliedBy(2);
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos / 2, nanos + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to try again", e);
        }
    }
}
