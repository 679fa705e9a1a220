package dev.orderflow.eventstore.archive;

import java.util.function.Consumer;

/** Reads the archive: for counting, for proofs, for replays. */
public interface ArchiveReader {

    /** Hands on every key, by hour; within an hour by shard and sequence number, as text. */
    void keys(Consumer<String> reader);

    /** As {@link #keys}, only those that begin so. */
    void keysUnder(String prefix, Consumer<String> reader);

    /**
     * Hands on the records of one object, in order.
     *
     * @return what its metadata says
     * @throws ArchiveBrokenException where it is absent, altered or cut off; some records may have been handed on
     */
    ArchiveObject read(String key, Consumer<ArchivedRecord> reader);
}
