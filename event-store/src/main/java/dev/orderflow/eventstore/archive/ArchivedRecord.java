package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.consumer.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is archived.
 *
 * @param header null where the bytes are no commit; they are kept all the same
 */
public record ArchivedRecord(
        String shardId, StreamRecord record, @Nullable CommitHeader header) {

    static ArchivedRecord of(String shardId, StreamRecord record, CommitCodec codec) {
        CommitHeader header;
        try {
            header = codec.header(record.data());
        } catch (UnreadableCommitException e) {
            header = null;
        }
        return new ArchivedRecord(shardId, record, header);
    }

    /** Names the record among all of the stream. */
    public String place() {
        return shardId + "#" + record.sequenceNumber();
    }
}
