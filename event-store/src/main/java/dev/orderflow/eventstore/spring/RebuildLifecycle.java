package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.rebuild.Rebuilder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Rebuilds are looked for while the service runs; the default phase starts last and stops first. */
final class RebuildLifecycle implements SmartLifecycle {
    private final Supplier<Rebuilder> rebuilders;
    private volatile @Nullable Rebuilder running;

    /** @param rebuilders asked at each start: one that was stopped stays so */
    RebuildLifecycle(Supplier<Rebuilder> rebuilders) {
        this.rebuilders = rebuilders;
    }

    @Override
    public void start() {
        Rebuilder next = rebuilders.get();
        next.start();
        running = next;
    }

    @Override
    public void stop() {
        Rebuilder stopping = running;
        running = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
