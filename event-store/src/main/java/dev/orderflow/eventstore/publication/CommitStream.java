package dev.orderflow.eventstore.publication;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The one stream that all services share. */
public interface CommitStream {

    /**
     * Puts each commit as one record, partition key = stream id. The batch holds at most one commit of a stream, since a
     * batch does not keep its order when an entry fails.
     *
     * @return for each commit, in order, whether it was taken; a false one is to be put again
     * @throws RuntimeException where nothing is known of any of them
     */
    List<Boolean> put(List<StoredCommit> batch);

    /** What every adapter demands of a batch before it puts any of it. */
    static void checkOneOfEachStream(List<StoredCommit> batch) {
        Set<StreamId> streams = new HashSet<>();
        for (StoredCommit stored : batch) {
            if (!streams.add(stored.commit().streamId())) {
                throw new IllegalArgumentException("Two commits of one stream in a batch: " + stored.commit());
            }
        }
    }
}
