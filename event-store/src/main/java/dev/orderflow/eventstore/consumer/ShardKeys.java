package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;

/** Tells through which shard the commits of a stream come now. */
@FunctionalInterface
public interface ShardKeys {
    /** Where there is one shard alone. */
    ShardKeys ONE_SHARD = (shardId, stream) -> true;

    /** Whether the shard's keys include the stream's; false where there is no such shard any more. */
    boolean holds(String shardId, StreamId stream);
}
