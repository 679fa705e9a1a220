package dev.orderflow.eventstore.memory;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest snapshot of each stream and schema, in memory. */
public final class InMemorySnapshots implements Snapshots {
    private final Map<List<Object>, Snapshot> newest = new ConcurrentHashMap<>();

    @Override
    public Optional<Snapshot> newest(StreamId stream, String schema) {
        return Optional.ofNullable(newest.get(List.of(stream, schema)));
    }

    @Override
    public void save(StreamId stream, String schema, Snapshot snapshot) {
        Snapshot own = new Snapshot(snapshot.version(), snapshot.state().clone());
        newest.merge(List.of(stream, schema), own, (old, fresh) -> fresh.version() > old.version() ? fresh : old);
    }
}
