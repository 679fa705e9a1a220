package dev.orderflow.eventstore.memory;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.journal.VersionOrder;
import dev.orderflow.eventstore.publication.PublicationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A journal and its publication log in memory. */
public final class InMemoryJournal implements Journal, PublicationLog {
    private final Map<StreamId, NavigableMap<Long, StoredCommit>> streams = new HashMap<>();
    private final List<StoredCommit> inOrder = new ArrayList<>();
    private final Map<String, Watermark> watermarks = new TreeMap<>();

    @Override
    public synchronized AppendOutcome append(StoredCommit stored) {
        if (stored.bytes().length > LARGEST_COMMIT_BYTES) {
            throw new CommitTooLargeException(stored.commit(), stored.bytes().length);
        }
        NavigableMap<Long, StoredCommit> commits =
                streams.computeIfAbsent(stored.commit().streamId(), stream -> new TreeMap<>());
        StoredCommit before = commits.putIfAbsent(stored.commit().firstVersion(), stored);
        if (before == null) {
            inOrder.add(stored);
            return AppendOutcome.APPENDED;
        }
        return stored.isSameAppend(before) ? AppendOutcome.APPENDED : AppendOutcome.VERSION_TAKEN;
    }

    @Override
    public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
        List<StoredCommit> found;
        synchronized (this) {
            found = List.copyOf(streams.getOrDefault(stream, new TreeMap<>())
                    .tailMap(afterVersion, false)
                    .values());
        }
        found.forEach(new VersionOrder(stream, afterVersion, reader));
    }

    @Override
    public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
        List<StoredCommit> found;
        synchronized (this) {
            found = List.copyOf(streams.getOrDefault(stream, new TreeMap<>())
                    .headMap(upTo, true)
                    .descendingMap()
                    .values());
        }
        for (StoredCommit stored : found) {
            if (!reader.test(stored)) {
                return;
            }
        }
    }

    /** Names every stream of a category. */
    public void streams(String category, Consumer<StreamId> reader) {
        List<StreamId> found;
        synchronized (this) {
            found = streams.keySet().stream()
                    .filter(stream -> stream.category().equals(category))
                    .toList();
        }
        found.forEach(reader);
    }

    /** Every commit of every stream, in the order of appending. */
    public synchronized List<StoredCommit> everything() {
        return List.copyOf(inOrder);
    }

    @Override
    public synchronized Optional<Watermark> find(String slot) {
        return Optional.ofNullable(watermarks.get(slot));
    }

    @Override
    public synchronized List<Watermark> all() {
        return List.copyOf(watermarks.values());
    }

    @Override
    public synchronized void save(Watermark watermark) {
        watermarks.put(watermark.slot(), watermark);
    }

    @Override
    public void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader) {
        everything().stream()
                .filter(stored -> stored.commit().metadata().recordedBy().equals(slot))
                .filter(stored -> !stored.commit().metadata().recordedAt().isBefore(from))
                .filter(stored -> stored.commit().metadata().recordedAt().isBefore(before))
                .sorted(Comparator.comparing(
                        stored -> stored.commit().metadata().recordedAt()))
                .forEach(reader);
    }
}
