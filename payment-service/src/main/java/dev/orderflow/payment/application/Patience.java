package dev.orderflow.payment.application;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the janitor leaves things alone.
 *
 * @param intent an intent without an outcome is taken for orphaned after this; longer than a call and its queue take
 * @param first after the first attempt without an answer; each further one waits twice as long
 * @param longest what the wait grows to
 */
public record Patience(Duration intent, Duration first, Duration longest) {
    /** 2^20 times the first wait is past any longest one, and far from overflowing. */
    private static final int MOST_DOUBLINGS = 20;

    public Patience {
        if (!intent.isPositive() || !first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("Waits must be positive, and the longest not below the first");
        }
    }

    public Instant afterIntent(Instant intendedAt) {
        return intendedAt.plus(intent);
    }

    /** @param attempts without an answer so far, from 1 */
    public Instant afterAttempt(int attempts, Instant failedAt) {
        Duration wait = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return failedAt.plus(wait.compareTo(longest) > 0 ? longest : wait);
    }
}
