package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.SequenceOrder;
import dev.orderflow.eventstore.consumer.Audience;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.rebuild.Known.OfModel;
import dev.orderflow.eventstore.rebuild.Rebuild.Phase;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read models of one service as one of its instances reads and writes them: which generation of each, and, while one
 * is handed over, into both.
 *
 * <p>Instances do not vote. Each looks at the control table every two seconds and acts for at most six on
 * what it saw; who could not look must look again before the next batch. So a change that was made longer ago than that
 * holds for every batch that begins from now on, on every instance, whether it is alive, slow or was
 * stopped for a while.
 */
public final class ReadModels {
    private static final Logger log = LoggerFactory.getLogger(ReadModels.class);

    private final String service;
    private final Map<String, ReadModel> models = new LinkedHashMap<>();
    private final Rebuilds rebuilds;
    private final Generations generations;
    private final ViewTransactions transactions;
    private final Pace pace;
    private final Map<String, ModelVersion> versions = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private volatile Known known;

    public ReadModels(
            String service,
            List<ReadModel> models,
            Rebuilds rebuilds,
            Generations generations,
            ViewTransactions transactions) {
        this(service, models, rebuilds, generations, transactions, Pace.STANDARD);
    }

    ReadModels(
            String service,
            List<ReadModel> models,
            Rebuilds rebuilds,
            Generations generations,
            ViewTransactions transactions,
            Pace pace) {
        this.service = service;
        models.forEach(model -> this.models.put(model.name(), model));
        this.rebuilds = rebuilds;
        this.generations = generations;
        this.transactions = transactions;
        this.pace = pace;
        rebuilds.announce(service, this.models.keySet());
        this.known = Known.look(rebuilds, service, System.nanoTime());
    }

    Pace pace() {
        return pace;
    }

    List<ReadModel> all() {
        return List.copyOf(models.values());
    }

    ReadModel model(String name) {
        return Objects.requireNonNull(models.get(name), () -> service + " has no read model " + name);
    }

    /** The generation that is read now; where it changes, the answer's does too. */
    public <V> Views<V> views(ViewDefinition<V> definition) {
        ReadModel model = models.values().stream()
                .filter(one -> one.tables().contains(definition))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(definition.name() + " belongs to no read model"));
        version(model, known.of(model.name()).live());
        return new SwitchedViews<>(
                () -> version(model, knownForReading().of(model.name()).live()).table(definition));
    }

    /** What brings the read model's commits to it. */
    public Subscriber projection(String name) {
        return new Live(model(name));
    }

    /** Whether a read model is being built anew, and not switched to yet. */
    public boolean isRebuilding(String name) {
        Rebuild rebuild = knownForReading().of(name).rebuild();
        return rebuild != null
                && rebuild.phase() != Phase.SWITCHED
                && !rebuild.phase().isEnded();
    }

    /** Looks at the control table. */
    public void look() {
        long lookedAt = System.nanoTime();
        Known now = Known.look(rebuilds, service, lookedAt);
        synchronized (this) {
            // A look that began earlier and ended later must not take anything back.
            if (known.lookedAt() - lookedAt < 0) {
                known = now;
            }
        }
        versions.values().removeIf(version -> !now.of(version.model()).uses(version.generation()));
    }

    Known known() {
        return known;
    }

    /** A generation of a read model, made where it is absent. */
    ModelVersion version(ReadModel model, int generation) {
        return versions.computeIfAbsent(
                model.name() + "#" + generation,
                absent -> ModelVersion.open(model, generation, generations, transactions));
    }

    /**
     * Who is told of a batch: where a read model is handed over, both of its versions.
     *
     * @param subscribers of the service, those from {@link #projection} among them
     */
    public Audience audience(List<Subscriber> subscribers, TransientFailures failures) {
        return (shardId, first, patience) -> {
            Known now = awaitHandOvers(shardId, first, patience);
            List<Subscriber> told = new ArrayList<>();
            for (Subscriber subscriber : subscribers) {
                if (subscriber instanceof Live live) {
                    told.addAll(told(live.model, now.of(live.model.name()), failures));
                } else {
                    told.add(subscriber);
                }
            }
            return told;
        };
    }

    private List<Subscriber> told(ReadModel model, OfModel now, TransientFailures failures) {
        Subscriber live = version(model, now.live()).projection();
        Rebuild rebuild = now.rebuild();
        if (rebuild == null || !rebuild.phase().isWrittenLive()) {
            return List.of(live);
        }
        if (rebuild.phase() == Phase.SWITCHED) {
            return List.of(live, new Guarded(version(model, rebuild.replaces()).projection(), failure -> {
                log.info("The old version of {} is not written any more: {}", model, failure.toString());
                return true;
            }));
        }
        Guarded next = new Guarded(
                version(model, rebuild.generation()).projection(), failure -> condemn(rebuild, failure, failures));
        return broken.contains(rebuild.id()) ? List.of(live) : List.of(live, next);
    }

    /** @return false where the failure passes by itself */
    private boolean condemn(Rebuild rebuild, RuntimeException failure, TransientFailures failures) {
        if (failures.isTransient(failure)) {
            return false;
        }
        log.error("The new version of {} cannot take the live stream; its rebuild ends", rebuild.readModel(), failure);
        broken.add(rebuild.id());
        rebuilds.fail(rebuild.id(), "The live stream could not be applied to the new version: " + failure);
        return true;
    }

    /**
     * Before the first batch of a shard is written into a new version, all that came before it must be there: which is so
     * where whoever fills it has passed the batch's first record. What was parked may lie anywhere: it waits until the
     * hand-over is done.
     */
    private Known awaitHandOvers(String shardId, @Nullable StreamRecord first, Patience patience) {
        long began = System.nanoTime();
        Known now = knownForWriting(patience);
        for (List<Rebuild> waited = behind(now, shardId, first);
                !waited.isEmpty();
                waited = behind(now, shardId, first)) {
            if (System.nanoTime() - began > pace.handOverWithin().toNanos()) {
                for (Rebuild rebuild : waited) {
                    log.warn("The new version of {} did not reach {} in time", rebuild.readModel(), shardId);
                    patience.untilDone(
                            "give up the hand-over of " + rebuild.readModel(), () -> rebuilds.withdraw(rebuild.id()));
                }
            } else {
                patience.pause(pace.betweenReads().dividedBy(2));
            }
            patience.untilDone("look for rebuilds", this::look);
            now = known;
        }
        return now;
    }

    private static List<Rebuild> behind(Known now, String shardId, @Nullable StreamRecord first) {
        return now.rebuilds().stream()
                .filter(rebuild -> rebuild.phase() == Phase.HANDING_OVER)
                .filter(rebuild -> {
                    String reached = rebuild.positions().get(shardId);
                    return first == null || reached == null || SequenceOrder.isAfter(first.sequenceNumber(), reached);
                })
                .toList();
    }

    private Known knownForWriting(Patience patience) {
        while (isOld(known)) {
            patience.untilDone("look for rebuilds", this::look);
        }
        return known;
    }

    /** Reads go on as they were where the control table cannot be read. */
    private Known knownForReading() {
        if (isOld(known)) {
            try {
                look();
            } catch (RuntimeException e) {
                log.warn("Could not look for rebuilds, reading what was read before: {}", e.toString());
            }
        }
        return known;
    }

    private boolean isOld(Known state) {
        return System.nanoTime() - state.lookedAt() > pace.knownFor().toNanos();
    }

    /** Stands for a read model among the subscribers of a service. */
    private final class Live implements Subscriber {
        private final ReadModel model;

        private Live(ReadModel model) {
            this.model = model;
        }

        @Override
        public String name() {
            return model.name();
        }

        @Override
        public boolean wants(String category) {
            return model.category().equals(category);
        }

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            version(model, known.of(model.name()).live()).projection().apply(stream, commits);
        }
    }

    /** Decides about a failure: true where it is dealt with. */
    private interface OnFailure {
        boolean isDealtWith(RuntimeException failure);
    }

    /** A version beside the live one: its failures must not stop the live one. */
    private record Guarded(Subscriber projection, OnFailure onFailure) implements Subscriber {
        @Override
        public String name() {
            return projection.name();
        }

        @Override
        public boolean wants(String category) {
            return projection.wants(category);
        }

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            try {
                projection.apply(stream, commits);
            } catch (RuntimeException e) {
                if (!onFailure.isDealtWith(e)) {
                    throw e;
                }
            }
        }
    }
}
