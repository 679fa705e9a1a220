package dev.orderflow.eventstore.consumer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits out failures with backoff and jitter, for as long as this worker does not stop. */
public final class Patience {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);

    /** Long enough to let a throttled table breathe, short enough to go on soon after an outage. */
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    /** Of an outage that lasts, one line a minute or so is enough. */
    private static final int LOG_EVERY = 8;

    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Pause pause;

    /** For tests that must not wait. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time, CountDownLatch stopping) throws InterruptedException;
    }

    public Patience() {
        this((time, stopping) -> stopping.await(time.toNanos(), TimeUnit.NANOSECONDS));
    }

    public Patience(Pause pause) {
        this.pause = pause;
    }

    public void stop() {
        stopping.countDown();
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /**
     * Tries until it is done: for our own bookkeeping, which no commit is to blame for.
     *
     * @param what completes "Could not …"
     * @throws StoppingException where it failed and this worker stops
     */
    public <T> T untilDone(String what, Supplier<T> work) {
        for (int failures = 0; ; ) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                failures++;
                waitAfter(failures, what, e);
            }
        }
    }

    public void untilDone(String what, Runnable work) {
        Supplier<Boolean> done = () -> {
            work.run();
            return Boolean.TRUE;
        };
        untilDone(what, done);
    }

    /**
     * Lets time pass.
     *
     * @throws StoppingException where this worker stops
     */
    public void pause(Duration time) {
        try {
            pause.of(time, stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
        check();
    }

    /** @throws StoppingException where this worker stops */
    public void check() {
        if (isStopping()) {
            throw new StoppingException();
        }
    }

    /**
     * Waits before the next try; half of the time is left to chance, so that those who failed together do not come back
     * together.
     *
     * @param failures in a row, so far
     * @throws StoppingException where this worker stops
     */
    void waitAfter(int failures, String what, Throwable failure) {
        if (failures % LOG_EVERY == 1) {
            log.warn("Could not {} (failure {} in a row), trying again: {}", what, failures, failure.toString());
        }
        long longest = Math.min(LONGEST_BACKOFF.toNanos(), FIRST_BACKOFF.toNanos() << Math.min(failures - 1, 20));
        Duration time = Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        pause(time);
    }
}
