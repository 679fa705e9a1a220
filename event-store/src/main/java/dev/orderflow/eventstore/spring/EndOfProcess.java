package dev.orderflow.eventstore.spring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process: where going on could lose something, so that whatever supervises it starts it again and it goes on
 * from the last checkpoint; or where it was started for one thing, which is done.
 */
public final class EndOfProcess {
    /** EX_SOFTWARE of sysexits.h. */
    private static final int INTERNAL_ERROR = 70;

    /** An orderly end may hang on the very error that led to it. */
    private static final Duration ORDERLY_AT_MOST = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(EndOfProcess.class);

    private EndOfProcess() {}

    /** Without an orderly end, whose last acts would be those of an instance that is another one by now. */
    static void atOnce() {
        Runtime.getRuntime().halt(INTERNAL_ERROR);
    }

    static void because(Throwable failure) {
        log.error("Ending this process because of {}", failure.toString());
        orderly(INTERNAL_ERROR);
    }

    /** Everything is stopped in order, within a bound; returns at once. */
    public static void orderly(int exitCode) {
        Thread.ofPlatform().daemon().name("end-of-process-bound").start(() -> {
            long until = System.nanoTime() + ORDERLY_AT_MOST.toNanos();
            for (long left = ORDERLY_AT_MOST.toNanos(); left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
            Runtime.getRuntime().halt(exitCode);
        });
        // Not from the thread that asks for it: the shutdown may wait for it.
        Thread.ofPlatform().daemon().name("end-of-process").start(() -> System.exit(exitCode));
    }
}
