package dev.orderflow.launcher;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one place that waits for time to pass: between two looks at something, never instead of looking. */
public final class Pause {
    private Pause() {}

    public static void of(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
