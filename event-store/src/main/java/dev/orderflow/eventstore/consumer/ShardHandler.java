package dev.orderflow.eventstore.consumer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the records of one shard while this worker holds its lease. Called by one thread.
 *
 * <p>The runtime checkpoints only what is answered here as durable, and never calls again after {@link #finish}.
 */
public interface ShardHandler {

    /**
     * Deals with a batch; called with an empty one when the shard is idle, so that time can flush.
     *
     * @return the sequence number up to which every effect is durable, or null where nothing new is
     */
    @Nullable
    String process(List<StreamRecord> batch);

    /**
     * The shard ended, or this worker stops: makes everything durable that was handed over.
     *
     * @return as {@link #process}
     */
    @Nullable
    String finish();

    /** The lease went to another worker: whatever is not durable yet is theirs to do. */
    void abandon();

    /** Makes a handler for a shard whose lease was won. */
    interface Factory {
        ShardHandler open(String shardId);

        /** This worker stops soon: no handler waits for better times any more, what is not done is left undone. */
        default void stopping() {}
    }
}
