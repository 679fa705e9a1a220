package dev.orderflow.eventstore.publication;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How much is put at once, and how long is waited after a put that did not go through. A stream that does not answer in
 * time may be at work on the last batch still: the same batch at once would make it slower for ever, so each is half the
 * one before until an answer comes.
 */
final class Pace {
    /** What PutRecords takes. */
    static final int MOST_RECORDS = 500;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private int records = MOST_RECORDS;
    private Duration backoff = Duration.ZERO;

    /** How many records the next batch may have. */
    int records() {
        return records;
    }

    /** Every record was taken: somewhat more the next time. */
    void taken() {
        records = Math.min(MOST_RECORDS, records + Math.max(1, records / 4));
        backoff = Duration.ZERO;
    }

    /** Some records were refused, which says nothing about how many come at once: a shard's limit is one of bytes a second. */
    void refused() {
        backoff = backoff.isZero() ? FIRST_BACKOFF : backoff.multipliedBy(2);
        if (backoff.compareTo(LONGEST_BACKOFF) > 0) {
            backoff = LONGEST_BACKOFF;
        }
    }

    /** @param size of the batch that had no answer */
    void unanswered(int size) {
        records = Math.max(1, size / 2);
        refused();
    }

    /** How long to wait now: with jitter, so that writers do not come back together. */
    Duration pause() {
        long most = backoff.toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }
}
