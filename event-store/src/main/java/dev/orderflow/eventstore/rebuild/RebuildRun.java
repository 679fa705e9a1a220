package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Effects;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StoppingException;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.rebuild.Rebuild.Draft;
import dev.orderflow.eventstore.rebuild.Rebuild.Phase;
import dev.orderflow.eventstore.rebuild.StreamTail.Shard;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance's work on one rebuild, from wherever it stands to its end.
 *
 * <p>Everything is applied to the new version in the order of each shard, and the position saved behind it: so whoever
 * begins again, or works on unknowingly beside a successor, repeats what is there and harms nothing. The hand-over is exact
 * because two things overlap: from some moment on every batch that a live consumer begins goes into the new version too
 * ({@link ReadModels}), and this here reads on until it has met the end of each shard after that moment.
 */
final class RebuildRun {
    /** The archive is listed again while it grows faster than it is read. */
    private static final int WORTH_ANOTHER_PASS = 50;

    /** A consumer that cannot keep up with five attempts will not with a sixth. */
    private static final int MOST_WITHDRAWALS = 5;

    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);

    private final Context context;
    private final CommitCodec codec = CommitCodec.standard();
    private final Pace pace;
    private final ReadModel model;
    private final Replay replay;
    private final Map<String, String> positions;
    private View<Rebuild> rebuild;
    private long recordsRead;
    private long commits;
    private long readingNanos;
    private long savedAt;

    /** What a run needs of its instance. */
    record Context(
            ReadModels models,
            Rebuilds rebuilds,
            Generations generations,
            Sources sources,
            String instance,
            Patience patience) {}

    RebuildRun(Context context, View<Rebuild> rebuild) {
        this.context = context;
        this.pace = context.models().pace();
        this.rebuild = rebuild;
        Rebuild state = rebuild.value();
        this.model = context.models().model(state.readModel());
        this.positions = new HashMap<>(state.positions());
        this.recordsRead = state.recordsRead();
        this.commits = state.commits();
        this.readingNanos = Duration.ofMillis(state.readingMillis()).toNanos();
        this.savedAt = System.nanoTime();
        this.replay = new Replay(
                model,
                new Effects(
                        List.of(context.models()
                                .version(model, state.generation())
                                .projection()),
                        context.sources().failures(),
                        context.patience(),
                        ConsumerListener.NONE));
    }

    /** @throws StoppingException where this instance stops, or another one works on it */
    void run() {
        try {
            while (!phase().isEnded()) {
                step();
            }
        } catch (RebuildFailedException | ArchiveBrokenException e) {
            log.error("The rebuild of {} failed: {}", model, e.getMessage());
            end(draft -> {
                draft.phase = Phase.FAILED;
                draft.failure = String.valueOf(e.getMessage());
            });
        }
        if (phase() == Phase.FAILED) {
            waitUntilAllKnow();
            remove(state().generation());
        }
    }

    private void step() {
        switch (phase()) {
            case REQUESTED -> {
                log.info("Rebuilding {} as generation {}", model, state().generation());
                enter(Phase.FILLING);
            }
            case FILLING -> {
                fill();
                enter(Phase.FOLLOWING);
            }
            case FOLLOWING -> {
                while (!readTail()) {
                    saveNow();
                }
                saveNow();
                if (phase() == Phase.FOLLOWING) {
                    enter(Phase.HANDING_OVER);
                }
            }
            case HANDING_OVER -> handOver();
            case COMPARING -> compare();
            case SWITCHED -> retire();
            case DONE, FAILED -> {}
        }
    }

    private void fill() {
        ArchiveOrder archive = new ArchiveOrder(context.sources().archive());
        long[] objects = {Long.MAX_VALUE};
        Map<String, String> read = new HashMap<>(positions);
        while (objects[0] > WORTH_ANOTHER_PASS) {
            objects[0] = 0;
            archive.after(Map.copyOf(read), key -> {
                context.patience().check();
                objects[0]++;
                long began = System.nanoTime();
                ArchiveObject object = context.sources().archive().read(key, this::take);
                read.put(object.shardId(), object.lastSequence());
                readingNanos += System.nanoTime() - began;
                if (replay.isFull() || isTimeToSave()) {
                    flush(read);
                    saveNow();
                }
            });
            flush(read);
            saveNow();
        }
    }

    private void take(ArchivedRecord record) {
        recordsRead++;
        commits += replay.add(record) ? 1 : 0;
    }

    private void flush(Map<String, String> reached) {
        long began = System.nanoTime();
        replay.flush();
        readingNanos += System.nanoTime() - began;
        positions.putAll(reached);
    }

    /**
     * Reads on from every shard, once.
     *
     * @return whether the end of all of them was met
     */
    private boolean readTail() {
        StreamTail tail = context.sources().tail();
        List<Shard> shards = tail.shards();
        Set<String> unfinished = new HashSet<>();
        shards.forEach(shard -> unfinished.add(shard.id()));
        boolean allAtTip = true;
        for (Shard shard : shards) {
            if (shard.parents().stream().anyMatch(unfinished::contains)) {
                // What a child holds comes after all that its parents hold.
                allAtTip = false;
                continue;
            }
            StreamTail.Batch batch = tail.read(shard.id(), positions.get(shard.id()));
            for (StreamRecord record : batch.records()) {
                commits += replay.add(ArchivedRecord.of(shard.id(), record, codec)) ? 1 : 0;
            }
            flush(
                    batch.records().isEmpty()
                            ? Map.of()
                            : Map.of(shard.id(), batch.records().getLast().sequenceNumber()));
            if (batch.ended()) {
                unfinished.remove(shard.id());
            } else {
                allAtTip &= batch.atTip();
            }
        }
        return allAtTip;
    }

    /** Follows the stream until every instance writes both versions, and then to where the stream ends. */
    private void handOver() {
        long began = System.nanoTime();
        while (phase() == Phase.HANDING_OVER) {
            boolean allKnow = System.nanoTime() - began > pace.untilAllKnow().toNanos();
            Map<String, String> before = Map.copyOf(positions);
            boolean atTip = readTail();
            if (!before.equals(positions) || isTimeToSave()) {
                saveNow();
            }
            if (allKnow && atTip && phase() == Phase.HANDING_OVER) {
                enter(Phase.COMPARING);
                return;
            }
            context.patience().pause(pace.betweenReads());
        }
        if (state().withdrawals() > MOST_WITHDRAWALS) {
            throw new RebuildFailedException(
                    "The live consumers kept waiting too long for the new version: it cannot be"
                            + " written as fast as the stream brings events. Try again when less comes in");
        }
    }

    private void compare() {
        DriftCheck check = new DriftCheck(
                model,
                context.models().version(model, state().generation()),
                context.sources().journals().of(model.journals()),
                context.patience(),
                pace.saveEvery(),
                () -> {
                    if (isTimeToSave()) {
                        saveNow();
                    }
                });
        Drift drift = check.run();
        change(draft -> draft.drift = drift);
        if (phase() != Phase.COMPARING) {
            return;
        }
        if (!drift.isNone()) {
            throw new RebuildFailedException("The new version is not what the journals say; see the drift report. Reads"
                    + " stay with the version that they had");
        }
        Optional<View<Rebuild>> switched = context.rebuilds().switchTo(rebuild);
        if (switched.isPresent()) {
            rebuild = switched.get();
            log.info("Reads of {} go to generation {} now", model, state().generation());
        } else {
            reload();
        }
    }

    /** Until every instance knows the new version both are written; then nobody needs the old one. */
    private void retire() {
        waitUntilAllKnow();
        String kept = remove(state().replaces());
        end(draft -> {
            draft.phase = Phase.DONE;
            draft.note = kept;
        });
        log.info("{} is rebuilt", model);
    }

    private void waitUntilAllKnow() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < pace.untilAllKnow().toNanos()) {
            context.patience().pause(pace.saveEvery());
            if (!phase().isEnded()) {
                saveNow();
            }
        }
    }

    /** @return what an operator may want to do about it, or null */
    private @Nullable String remove(int generation) {
        List<String> kept = model.tables().stream()
                .filter(table -> !context.generations().remove(table, generation))
                .map(ViewDefinition::name)
                .toList();
        return kept.isEmpty()
                ? null
                : "Generation " + generation + " of " + String.join(", ", kept)
                        + " belongs to the templates and was kept; nothing reads or writes it any more";
    }

    private Rebuild state() {
        return rebuild.value();
    }

    private Phase phase() {
        return state().phase();
    }

    private void enter(Phase phase) {
        change(draft -> draft.phase = phase);
    }

    private boolean isTimeToSave() {
        return System.nanoTime() - savedAt > pace.saveEvery().toNanos();
    }

    private void saveNow() {
        change(draft -> {});
    }

    /** Also tells the others that somebody works on it. A change that came between, such as a withdrawal, wins. */
    private void change(Consumer<Draft> changes) {
        context.patience().untilDone("save the progress of the rebuild of " + model, () -> {
            Optional<View<Rebuild>> after = context.rebuilds().change(rebuild, draft -> {
                progress(draft);
                changes.accept(draft);
            });
            after.ifPresentOrElse(saved -> rebuild = saved, this::reload);
        });
        savedAt = System.nanoTime();
    }

    private void end(Consumer<Draft> changes) {
        context.patience().untilDone("end the rebuild of " + model, () -> {
            Optional<View<Rebuild>> after = context.rebuilds().end(rebuild, draft -> {
                progress(draft);
                changes.accept(draft);
            });
            after.ifPresentOrElse(saved -> rebuild = saved, this::reload);
        });
    }

    private void progress(Draft draft) {
        draft.recordsRead = recordsRead;
        draft.commits = commits;
        draft.readingMillis = Duration.ofNanos(readingNanos).toMillis();
        draft.positions = Map.copyOf(positions);
    }

    private void reload() {
        rebuild = context.rebuilds().find(rebuild.id()).orElseThrow();
        if (!context.instance().equals(state().workedOnBy())) {
            log.info("{} works on the rebuild of {} now", state().workedOnBy(), model);
            throw new StoppingException();
        }
    }
}
