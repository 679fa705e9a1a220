package dev.orderflow.eventstore.memory;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.StreamHistories;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Every journal as the archive saw it, in memory. */
public final class InMemoryStreamHistories implements StreamHistories {
    private final Map<StreamId, NavigableMap<Long, ArchivedRecord>> streams = new HashMap<>();

    @Override
    public synchronized List<Kept> keep(List<ArchivedRecord> commits) {
        return commits.stream().map(this::keep).toList();
    }

    private Kept keep(ArchivedRecord record) {
        var header = Objects.requireNonNull(record.header(), "a record that is no commit has no place here");
        ArchivedRecord before = streams.computeIfAbsent(header.streamId(), first -> new TreeMap<>())
                .putIfAbsent(header.firstVersion(), record);
        if (before == null || before.place().equals(record.place())) {
            return Kept.FIRST;
        }
        return Arrays.equals(before.record().data(), record.record().data()) ? Kept.REPEATED : Kept.CONFLICT;
    }

    @Override
    public synchronized List<KeptCommit> read(StreamId stream, long fromVersion, int limit) {
        return streams.getOrDefault(stream, new TreeMap<>()).tailMap(fromVersion, true).entrySet().stream()
                .limit(limit)
                .map(entry ->
                        new KeptCommit(entry.getKey(), entry.getValue().record().data()))
                .toList();
    }
}
