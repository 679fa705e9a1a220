package dev.orderflow.eventstore.verification;

import dev.orderflow.eventstore.consumer.StreamRecord;
import java.time.Instant;
import java.util.function.BiConsumer;

/** What the stream still has. */
public interface StreamContents {

    /**
     * Hands on the records of every shard, oldest first, one shard after the other.
     *
     * @param until records that came later are left out
     * @param reader takes the shard's id and the record
     */
    void read(Instant until, BiConsumer<String, StreamRecord> reader);
}
