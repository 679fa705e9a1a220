package dev.orderflow.eventstore.service;

import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.verification.StreamContents;
import java.util.List;
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
        return new InMemoryJournalContents(journal);
    }

    @Bean
    StreamContents streamContents(InMemoryCommitStream stream) {
        return (until, reader) -> stream.records().forEach(record -> reader.accept(SHARD, record));
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
