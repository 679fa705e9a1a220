package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.restore.Restored;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Restores before anything else starts, and ends the process: nothing is published, consumed or answered meanwhile. */
final class RestoreLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RestoreLifecycle.class);

    private final Supplier<Restored> restore;

    RestoreLifecycle(Supplier<Restored> restore) {
        this.restore = restore;
    }

    @Override
    public void start() {
        Restored done = restore.get();
        log.info(
                "RESTORED {} commits from {} records, of which {} were on the stream alone, in {} ms",
                done.commits(),
                done.records(),
                done.fromStream(),
                done.took().toMillis());
        // Not an orderly end: that would first start what is not to be started.
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
