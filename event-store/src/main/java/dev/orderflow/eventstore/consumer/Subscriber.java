package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import java.util.List;

/**
 * What a service does about commits of the stream: a read model, a process, an automation.
 *
 * <p>Commits of one stream come one call at a time, in version order, without gaps; different streams come concurrently.
 * After a crash some come again: an effect must be conditional on versions, or have an id derived from its cause.
 */
public interface Subscriber {
    /** For logs and metrics, such as {@code order-summary}. */
    String name();

    /** Whether this subscriber cares for a category of streams, such as {@code order}. */
    boolean wants(String category);

    /**
     * Brings about the effects of consecutive commits; when it returns they are durable.
     *
     * @throws TransientFailureException (or an SDK's time-out or throttling) where trying again can help
     * @throws RuntimeException any other: after a few attempts the stream is parked at this commit, visibly
     */
    void apply(StreamId stream, List<Commit> commits);
}
