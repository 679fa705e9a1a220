package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StoppingException;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for rebuilds of its service that nobody works on, and works on one at a time. Every instance has one; whoever
 * claims a rebuild first does it, and another goes on where its worker has been silent for a while.
 */
public final class Rebuilder implements AutoCloseable {
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(Rebuilder.class);

    private final ReadModels models;
    private final Rebuilds rebuilds;
    private final Generations generations;
    private final Sources sources;
    private final String instance;
    private final Patience patience;
    private final Map<String, LastSign> signs = new HashMap<>();
    private @Nullable Thread looking;
    private volatile @Nullable Thread working;

    /** @param instance unique among all that are alive */
    public Rebuilder(
            ReadModels models,
            Rebuilds rebuilds,
            Generations generations,
            Sources sources,
            String instance,
            Patience patience) {
        this.models = models;
        this.rebuilds = rebuilds;
        this.generations = generations;
        this.sources = sources;
        this.instance = instance;
        this.patience = patience;
    }

    public synchronized void start() {
        if (looking == null) {
            looking = Thread.ofVirtual().name("rebuilds").start(this::look);
        }
    }

    /** Leaves a rebuild where it is, for another instance or the next start. */
    @Override
    public void close() {
        patience.stop();
        join(looking);
        join(working);
    }

    private void look() {
        while (!patience.isStopping()) {
            try {
                models.look();
                models.known().rebuilds().forEach(this::consider);
            } catch (StoppingException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("Could not look for rebuilds, looking again soon: {}", e.toString());
            }
            try {
                patience.pause(models.pace().lookEvery());
            } catch (StoppingException e) {
                return;
            }
        }
    }

    private void consider(Rebuild seen) {
        Thread atWork = working;
        if (atWork != null && atWork.isAlive()) {
            return;
        }
        Optional<View<Rebuild>> found = rebuilds.find(seen.id());
        if (found.isPresent() && !found.get().value().phase().isEnded() && isFree(found.get())) {
            rebuilds.change(found.get(), draft -> draft.workedOnBy = instance)
                    .ifPresent(mine -> working = Thread.ofVirtual()
                            .name("rebuild-" + seen.readModel())
                            .start(() -> work(mine)));
        }
    }

    /** Silence is measured by one's own clock: two machines' clocks need not agree. */
    private boolean isFree(View<Rebuild> rebuild) {
        String worker = rebuild.value().workedOnBy();
        if (worker == null || worker.equals(instance)) {
            return true;
        }
        LastSign sign = signs.get(rebuild.id());
        if (sign == null || sign.version() != rebuild.version()) {
            signs.put(rebuild.id(), new LastSign(rebuild.version(), System.nanoTime()));
            return false;
        }
        boolean silent =
                System.nanoTime() - sign.since() > models.pace().givenUpAfter().toNanos();
        if (silent) {
            log.warn(
                    "{} is silent; going on with its rebuild of {}",
                    worker,
                    rebuild.value().readModel());
        }
        return silent;
    }

    private void work(View<Rebuild> mine) {
        try {
            new RebuildRun(new RebuildRun.Context(models, rebuilds, generations, sources, instance, patience), mine)
                    .run();
        } catch (StoppingException e) {
            log.debug(
                    "The rebuild of {} goes on elsewhere or later", mine.value().readModel());
        } catch (RuntimeException e) {
            log.error(
                    "The rebuild of {} was interrupted, it is gone on with soon",
                    mine.value().readModel(),
                    e);
        }
    }

    private static void join(@Nullable Thread thread) {
        if (thread != null) {
            try {
                thread.join(STOP_AT_MOST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record LastSign(long version, long since) {}
}
