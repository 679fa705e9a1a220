package dev.orderflow.eventstore.journal;

import dev.orderflow.events.StreamId;
import java.util.function.Consumer;

/** Checks while reading that no version is missing or there twice; every journal adapter reads through it. */
public final class VersionOrder implements Consumer<StoredCommit> {
    private final StreamId stream;
    private final Consumer<StoredCommit> next;
    private long seen;

    public VersionOrder(StreamId stream, long afterVersion, Consumer<StoredCommit> next) {
        this.stream = stream;
        this.seen = afterVersion;
        this.next = next;
    }

    @Override
    public void accept(StoredCommit stored) {
        long first = stored.commit().firstVersion();
        if (first != seen + 1) {
            throw new JournalBrokenException(stream, seen + 1, first);
        }
        seen = stored.commit().lastVersion();
        next.accept(stored);
    }
}
