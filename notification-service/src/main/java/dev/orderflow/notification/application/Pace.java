package dev.orderflow.notification.application;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets so many a second pass, evenly, after a short burst: who comes too early waits for their turn. */
public final class Pace {
    /** What SES allows for as a burst: a second's worth at once. */
    private static final Duration BURST = Duration.ofSeconds(1);

    private final long interval;
    private long nextTurn;

    public Pace(int perSecond) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nextTurn = System.nanoTime() - BURST.toNanos();
    }

    /**
     * Returns when it is the caller's turn.
     *
     * @throws TransientFailureException where the wait was interrupted, because the service stops
     */
    public void awaitTurn() {
        long turn = take(System.nanoTime());
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new TransientFailureException("Stopping: this is sent after the next start");
            }
            LockSupport.parkNanos(this, left);
        }
    }

    /**
     * Takes the next free turn.
     *
     * @param now on the clock of {@link System#nanoTime()}
     * @return when it is; in the past where nobody has to wait
     */
    synchronized long take(long now) {
        long earliest = now - BURST.toNanos();
        if (nextTurn - earliest < 0) {
            nextTurn = earliest;
        }
        long turn = nextTurn;
        nextTurn += interval;
        return turn;
    }
}
