package dev.orderflow.eventstore.publication;

import dev.orderflow.eventstore.journal.StoredCommit;
import java.util.List;

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
}
