package dev.orderflow.eventstore.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The one way to wait in a test: for a condition, within a bound. */
public final class Await {
    /** Generous for a loaded machine; a test that passes never waits this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Await() {}

    public static void until(BooleanSupplier condition) {
        until(PATIENCE, condition);
    }

    public static void until(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + atMost);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
