package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.ArchivedRecords;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The archive in memory. */
public final class InMemoryArchive implements Archive, ArchiveReader {
    private final NavigableMap<String, Stored> objects = new TreeMap<>();

    private record Stored(ArchiveObject object, byte[] content) {}

    @Override
    public synchronized Optional<ArchiveObject> putIfAbsent(ArchiveObject object, byte[] content) {
        return Optional.ofNullable(objects.putIfAbsent(object.key(), new Stored(object, content.clone())))
                .map(Stored::object);
    }

    @Override
    public void keys(Consumer<String> reader) {
        List<String> keys;
        synchronized (this) {
            keys = List.copyOf(objects.keySet());
        }
        keys.forEach(reader);
    }

    @Override
    public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
        Stored stored;
        synchronized (this) {
            stored = objects.get(key);
        }
        if (stored == null) {
            throw new ArchiveBrokenException(key + " is not in the archive");
        }
        ArchivedRecords.read(stored.object(), stored.content(), reader);
        return stored.object();
    }
}
