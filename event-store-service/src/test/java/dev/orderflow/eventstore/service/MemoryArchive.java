package dev.orderflow.eventstore.service;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.verification.JournalContents.StoredBytes;
import dev.orderflow.eventstore.verification.StreamContents;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The archive in memory, and the archiver at the stream in memory; to be named before the application. */
@TestConfiguration(proxyBeanMethods = false)
public class MemoryArchive {
    private static final String SHARD = "memory";

    @Bean
    InMemoryArchive archive() {
        return new InMemoryArchive();
    }

    @Bean
    InMemoryStreamHistories streamHistories() {
        return new InMemoryStreamHistories();
    }

    @Bean
    JournalContents journalContents(InMemoryJournal journal) {
        return new JournalContents() {
            @Override
            public void read(Consumer<StoredBytes> reader) {
                journal.everything().forEach(stored -> reader.accept(bytes(stored)));
            }

            @Override
            public Optional<StoredBytes> find(StreamId stream, long firstVersion) {
                return journal.everything().stream()
                        .map(MemoryArchive::bytes)
                        .filter(stored -> stored.stream().equals(stream) && stored.firstVersion() == firstVersion)
                        .findFirst();
            }
        };
    }

    @Bean
    StreamContents streamContents(InMemoryCommitStream stream) {
        return (until, reader) -> stream.records().forEach(record -> reader.accept(SHARD, record));
    }

    private static StoredBytes bytes(StoredCommit stored) {
        return new StoredBytes(
                stored.commit().streamId(),
                stored.commit().firstVersion(),
                stored.commit().metadata().recordedAt(),
                stored.bytes());
    }

    /** The runtime's part: a batch, and at once an empty one, as when the shard is idle. */
    @Bean
    SmartInitializingSingleton archiving(InMemoryCommitStream stream, Archiver archiver) {
        return () -> stream.listen(record -> {
            ShardHandler handler = archiver.open(SHARD);
            handler.process(List.of(record));
            handler.finish();
        });
    }
}
