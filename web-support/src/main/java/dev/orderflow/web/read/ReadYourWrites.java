package dev.orderflow.web.read;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Waits, within bounds, until a read model has reached the version that a client asks for. */
public final class ReadYourWrites {
    /** A read model is behind by tens to hundreds of milliseconds; longer gaps are no worse for asking less often. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /** Each waiter costs a read every pause: beyond this many the answer comes at once, and says pending. */
    private static final int MOST_WAITERS = 200;

    private final Semaphore waiters = new Semaphore(MOST_WAITERS);
    private final Predicate<String> rebuilding;

    /** @param rebuilding whether the read model of this name is being built anew */
    public ReadYourWrites(Predicate<String> rebuilding) {
        this.rebuilding = rebuilding;
    }

    /**
     * Reads until the version is there or the wait is over.
     *
     * @param readModel name of what is read
     * @param read one read; called at least once
     * @param version of what was read
     */
    public <T> Read<T> read(
            String readModel, ReadDemand demand, Supplier<Optional<T>> read, ToLongFunction<T> version) {
        Optional<T> found = read.get();
        if (isThere(demand, found, version) || demand.atMost().isZero() || !waiters.tryAcquire()) {
            return answer(readModel, demand, found, version);
        }
        try {
            long started = System.nanoTime();
            long pause = FIRST_PAUSE.toNanos();
            while (!isThere(demand, found, version)) {
                long left = demand.atMost().toNanos() - (System.nanoTime() - started);
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    break;
                }
                LockSupport.parkNanos(this, Math.min(left, pause));
                pause = Math.min(pause + pause / 2, TimeUnit.NANOSECONDS.convert(LONGEST_PAUSE));
                found = read.get();
            }
            return answer(readModel, demand, found, version);
        } finally {
            waiters.release();
        }
    }

    private static <T> boolean isThere(ReadDemand demand, Optional<T> found, ToLongFunction<T> version) {
        return !demand.isMade() || found.isPresent() && version.applyAsLong(found.get()) >= demand.minVersion();
    }

    private <T> Read<T> answer(String readModel, ReadDemand demand, Optional<T> found, ToLongFunction<T> version) {
        if (isThere(demand, found, version)) {
            return new Read<>(found, Freshness.FRESH);
        }
        return new Read<>(found, rebuilding.test(readModel) ? Freshness.REBUILDING : Freshness.PENDING);
    }

    /** @param value empty where the read model does not have it (yet, where it is pending) */
    public record Read<T>(Optional<T> value, Freshness freshness) {}
}
