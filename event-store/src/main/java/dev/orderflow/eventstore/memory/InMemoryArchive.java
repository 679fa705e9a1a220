package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.ArchivedRecords;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The archive in memory. */
public final class InMemoryArchive implements Archive, ArchiveReader, ArchiveObjects {
    private final NavigableMap<String, Stored> objects = new TreeMap<>();

    @Override
    public synchronized Optional<ArchiveObject> putIfAbsent(ArchiveObject object, byte[] content) {
        return Optional.ofNullable(objects.putIfAbsent(object.key(), new Stored(object, content.clone())))
                .map(Stored::object);
    }

    @Override
    public void keys(Consumer<String> reader) {
        keysAfter(FOLDER, reader);
    }

    @Override
    public void keysAfter(String start, Consumer<String> reader) {
        List<String> keys;
        synchronized (this) {
            keys = List.copyOf(objects.tailMap(start, false).keySet());
        }
        keys.forEach(reader);
    }

    @Override
    public void keysUnder(String prefix, Consumer<String> reader) {
        keys(key -> {
            if (key.startsWith(prefix)) {
                reader.accept(key);
            }
        });
    }

    @Override
    public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
        Stored stored = fetch(key);
        ArchivedRecords.read(stored.object(), stored.content(), reader);
        return stored.object();
    }

    @Override
    public synchronized Stored fetch(String key) {
        Stored stored = objects.get(key);
        if (stored == null) {
            throw new ArchiveBrokenException(key + " is not in the archive");
        }
        return stored;
    }

    /** What a tamperer would do: replaces what stands, or takes it away. */
    public synchronized void tamper(String key, @Nullable Stored other) {
        if (other == null) {
            objects.remove(key);
        } else {
            objects.put(key, other);
        }
    }
}
