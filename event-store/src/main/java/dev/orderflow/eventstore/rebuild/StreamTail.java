package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.consumer.StreamRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the stream's shards directly, beside the consumers: what has come since the archive was last written. */
public interface StreamTail {
    /** All shards that can be read now. */
    List<Shard> shards();

    /**
     * The records after a position; each call goes on where the one before ended.
     *
     * @param after sequence number of the last record that is known, or null for the shard's oldest
     */
    Batch read(String shardId, @Nullable String after);

    /** @param parents shards whose records come before this one's; they may be gone already */
    record Shard(String id, List<String> parents) {
        public Shard {
            parents = List.copyOf(parents);
        }
    }

    /**
     * @param atTip nothing lay behind these records when they were asked for
     * @param ended the shard was closed and these are its last
     */
    record Batch(List<StreamRecord> records, boolean atTip, boolean ended) {
        public Batch {
            records = List.copyOf(records);
        }
    }
}
