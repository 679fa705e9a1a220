package dev.orderflow.eventstore.service;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.verification.JournalContents;
import java.util.Optional;
import java.util.function.Consumer;

/** What one journal in memory holds, as if it were those of all services. */
public record InMemoryJournalContents(InMemoryJournal journal) implements JournalContents {
    @Override
    public void read(Consumer<StoredBytes> reader) {
        journal.everything().forEach(stored -> reader.accept(bytes(stored)));
    }

    @Override
    public Optional<StoredBytes> find(StreamId stream, long firstVersion) {
        return journal.everything().stream()
                .map(InMemoryJournalContents::bytes)
                .filter(stored -> stored.stream().equals(stream) && stored.firstVersion() == firstVersion)
                .findFirst();
    }

    private static StoredBytes bytes(StoredCommit stored) {
        return new StoredBytes(
                stored.commit().streamId(),
                stored.commit().firstVersion(),
                stored.commit().metadata().recordedAt(),
                stored.bytes());
    }
}
