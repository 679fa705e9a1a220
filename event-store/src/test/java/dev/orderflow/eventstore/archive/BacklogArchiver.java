package dev.orderflow.eventstore.archive;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The archiver before a bucket and tables that take everything and are somewhere else. */
public final class BacklogArchiver {
    private BacklogArchiver() {}

    public static ShardHandler.Factory make() {
        Elsewhere elsewhere = new Elsewhere();
        return new Archiver(
                (object, content) -> Optional.empty(),
                elsewhere,
                elsewhere,
                new ArchiveLedger(new InMemoryViewStore().create(ArchiveLedger.DEFINITION)),
                Duration.ofSeconds(5),
                InstantSource.system());
    }

    private static final class Elsewhere implements ArchiveReader, StreamHistories {
        @Override
        public void keys(Consumer<String> reader) {
            // Nothing was archived before.
        }

        @Override
        public void keysUnder(String prefix, Consumer<String> reader) {
            // Nothing was archived before.
        }

        @Override
        public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
            throw new UnsupportedOperationException("nobody reads");
        }

        @Override
        public List<Kept> keep(List<ArchivedRecord> commits) {
            return Collections.nCopies(commits.size(), Kept.FIRST);
        }

        @Override
        public List<KeptCommit> read(StreamId stream, long fromVersion, int limit) {
            throw new UnsupportedOperationException("nobody reads");
        }
    }
}
