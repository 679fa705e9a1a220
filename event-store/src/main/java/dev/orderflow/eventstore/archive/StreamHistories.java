package dev.orderflow.eventstore.archive;

import dev.orderflow.events.StreamId;
import java.util.List;

/** Every journal's commits as they came over the stream, kept by stream and version. */
public interface StreamHistories {

    /**
     * Keeps each commit that is not there yet. Asked again for the same records, it answers the same.
     *
     * @param commits records with a header, in any order
     * @return for each, in order, how it stands to what was kept before
     */
    List<Kept> keep(List<ArchivedRecord> commits);

    /**
     * Commits of a stream, by version.
     *
     * @param fromVersion first version of the first commit that is wanted, or lower
     * @param limit 1 to 100
     */
    List<KeptCommit> read(StreamId stream, long fromVersion, int limit);

    /** @param bytes as they were stored, whether this build can read them or not */
    record KeptCommit(long firstVersion, byte[] bytes) {}

    /** How a record stands to what was kept before it. */
    enum Kept {
        /** It brought this commit for the first time. */
        FIRST,
        /** The commit had come before; publishing twice is harmless. */
        REPEATED,
        /** Another commit came before under this version: the journal and the stream disagree. */
        CONFLICT
    }
}
