package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Positions.Position;
import dev.orderflow.eventstore.consumer.Positions.Rise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of one shard, for as long as its lease is held: parts batches by stream and saves positions. */
final class DispatchingHandler implements ShardHandler {
    /** Records and bytes dealt with at a time: commits are unpacked only then, to some ten times their size. */
    private static final int MOST_RECORDS = 500;

    private static final int MOST_BYTES = 512 * 1024;

    /** Streams remembered, some 300 bytes each; one that is not costs a read. */
    private static final int STREAMS_REMEMBERED = 20_000;

    /**
     * Positions saved together, one write each: an order under way moves some ten times in its few seconds, and is written
     * once or twice. What came in this time comes again after a crash, so it stays far below the time that a crash costs
     * anyway.
     */
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);

    /** Saved earlier when so many wait: some hundred calls, which stopping has time for too. */
    private static final int MOST_UNSAVED = 2_000;

    /** When stopping, an outage is not waited out. */
    private static final int LAST_ATTEMPTS = 3;

    /** Whose partition key is not even a stream's name is parked under this category. */
    private static final String UNREADABLE = "unreadable";

    private static final Logger log = LoggerFactory.getLogger(DispatchingHandler.class);

    private final StreamWork.Tools tools;
    private final Function<@Nullable StreamRecord, Effects> effectsOfBatch;
    private final RedriveWatch watch;
    private final Concurrently concurrently;
    private final LinkedHashMap<StreamId, Progress> known = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<StreamId, Rise> unsaved = new HashMap<>();
    private Instant savedAt;
    private @Nullable String handledUpTo;
    private @Nullable String durableUpTo;
    private @Nullable String answered;
    private boolean halted;

    /** @param effectsOfBatch asked before each batch, with its first record, and before a redrive, with none; may wait */
    DispatchingHandler(
            StreamWork.Tools tools,
            Function<@Nullable StreamRecord, Effects> effectsOfBatch,
            RedriveWatch watch,
            Concurrently concurrently) {
        this.tools = tools;
        this.effectsOfBatch = effectsOfBatch;
        this.watch = watch;
        this.concurrently = concurrently;
        this.savedAt = tools.clock().instant();
    }

    @Override
    public @Nullable String process(List<StreamRecord> batch) {
        if (halted) {
            return null;
        }
        try {
            redriveWhatIsDue();
            if (!batch.isEmpty()) {
                handleBatch(batch);
            }
            if (!tools.clock().instant().isBefore(savedAt.plus(SAVE_EVERY))) {
                save();
            }
        } catch (StoppingException e) {
            log.debug("Stopping; what comes after {} comes again", handledUpTo);
        }
        return newlyDurable();
    }

    @Override
    public @Nullable String finish() {
        halted = true;
        for (int attempt = 1; attempt <= LAST_ATTEMPTS; attempt++) {
            try {
                save();
                return newlyDurable();
            } catch (StoppingException e) {
                // An outage while stopping: what is not saved comes again after the next start.
                log.debug("Positions not saved at attempt {}", attempt);
            }
        }
        return newlyDurable();
    }

    @Override
    public void abandon() {
        halted = true;
        known.clear();
        unsaved.clear();
    }

    private void handleBatch(List<StreamRecord> batch) {
        StreamWork.Tools ofBatch = tools.with(effectsOfBatch.apply(batch.getFirst()));
        for (List<StreamRecord> part : parts(batch)) {
            if (tools.patience().isStopping()) {
                throw new StoppingException();
            }
            handle(part, ofBatch);
        }
    }

    private void handle(List<StreamRecord> records, StreamWork.Tools ofBatch) {
        Map<StreamId, List<StreamRecord>> byStream = new LinkedHashMap<>();
        for (StreamRecord record : records) {
            StreamId stream = streamOf(record);
            if (stream.category().equals(UNREADABLE) || tools.effects().wanted(stream.category())) {
                byStream.computeIfAbsent(stream, first -> new ArrayList<>()).add(record);
            }
        }
        Map<StreamId, Progress> progresses = load(byStream.keySet());
        List<Runnable> work = new ArrayList<>();
        progresses.forEach((stream, progress) -> {
            StreamWork one = new StreamWork(stream, progress, ofBatch);
            List<StreamRecord> ofStream = byStream.getOrDefault(stream, List.of());
            work.add(() -> one.handle(ofStream));
        });
        try {
            concurrently.run(work);
        } finally {
            progresses.forEach(this::noteProgress);
        }
        handledUpTo = records.getLast().sequenceNumber();
        if (unsaved.size() > MOST_UNSAVED || known.size() > STREAMS_REMEMBERED) {
            save();
            forgetOldest();
        }
    }

    private void redriveWhatIsDue() {
        List<Redrives.Wish> wishes = watch.due();
        if (!wishes.isEmpty()) {
            redrive(wishes, tools.with(effectsOfBatch.apply(null)));
        }
    }

    /** Each stream by itself and a part at a time, so that no wish holds up what arrives. */
    private void redrive(List<Redrives.Wish> wishes, StreamWork.Tools ofBatch) {
        Map<StreamId, Redrives.Wish> byStream = new LinkedHashMap<>();
        wishes.forEach(wish -> byStream.put(wish.stream(), wish));
        Map<StreamId, Progress> progresses = load(byStream.keySet());
        List<Runnable> work = new ArrayList<>();
        byStream.forEach((stream, wish) -> {
            Progress progress = Objects.requireNonNull(progresses.get(stream), "each is loaded");
            Redrive redrive = new Redrive(wish, watch.redrives(), new StreamWork(stream, progress, ofBatch), ofBatch);
            work.add(redrive::run);
        });
        try {
            concurrently.run(work);
        } finally {
            progresses.forEach(this::noteProgress);
        }
    }

    /** Reads the positions of those that are unknown, or parked: an operator may have freed them meanwhile. */
    private Map<StreamId, Progress> load(Set<StreamId> streams) {
        List<StreamId> toLoad = new ArrayList<>();
        Map<StreamId, Progress> loaded = new LinkedHashMap<>();
        for (StreamId stream : streams) {
            Progress progress = known.get(stream);
            if (progress == null || progress.isParked()) {
                toLoad.add(stream);
            } else {
                loaded.put(stream, progress);
            }
        }
        if (!toLoad.isEmpty()) {
            Map<StreamId, Position> found = tools.patience()
                    .untilDone(
                            "load the positions of " + toLoad.size() + " streams",
                            () -> tools.positions().find(toLoad));
            for (StreamId stream : toLoad) {
                Position position = found.getOrDefault(stream, Position.START);
                Progress progress = known.computeIfAbsent(stream, first -> new Progress(position));
                progress.refresh(position);
                loaded.put(stream, progress);
            }
        }
        return loaded;
    }

    private void noteProgress(StreamId stream, Progress progress) {
        Rise rise = progress.takeUnsaved();
        if (rise != null) {
            unsaved.merge(stream, rise, Rise::then);
        }
    }

    private void save() {
        if (!unsaved.isEmpty()) {
            tools.patience()
                    .untilDone(
                            "save the positions of " + unsaved.size() + " streams",
                            () -> tools.positions().advance(Map.copyOf(unsaved)));
            unsaved.clear();
        }
        savedAt = tools.clock().instant();
        durableUpTo = handledUpTo;
    }

    private @Nullable String newlyDurable() {
        if (unsaved.isEmpty()) {
            durableUpTo = handledUpTo;
        }
        if (durableUpTo == null || durableUpTo.equals(answered)) {
            return null;
        }
        answered = durableUpTo;
        return durableUpTo;
    }

    private void forgetOldest() {
        Iterator<StreamId> eldestFirst = known.keySet().iterator();
        for (int tooMany = known.size() - STREAMS_REMEMBERED; tooMany > 0; tooMany--) {
            eldestFirst.next();
            eldestFirst.remove();
        }
    }

    private static StreamId streamOf(StreamRecord record) {
        try {
            return StreamId.parse(record.partitionKey());
        } catch (IllegalArgumentException e) {
            // Not ours, yet not to be passed over in silence: it is parked where an operator can see it.
            String key = record.partitionKey().replaceAll("[^A-Za-z0-9._-]", "_");
            return new StreamId(UNREADABLE, key.isEmpty() ? "_" : key.substring(0, Math.min(key.length(), 200)));
        }
    }

    private static List<List<StreamRecord>> parts(List<StreamRecord> batch) {
        List<List<StreamRecord>> parts = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < batch.size(); i++) {
            int size = batch.get(i).data().length;
            if (i > from && (i - from == MOST_RECORDS || bytes + size > MOST_BYTES)) {
                parts.add(batch.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
        }
        if (from < batch.size()) {
            parts.add(batch.subList(from, batch.size()));
        }
        return parts;
    }
}
