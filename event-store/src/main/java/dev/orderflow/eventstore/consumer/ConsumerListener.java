package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import java.time.Duration;

/** What can be counted while consuming; metrics and health listen. Every method has nothing to do by default. */
public interface ConsumerListener {
    ConsumerListener NONE = new ConsumerListener() {};

    /** @param lag from the record's arrival on the stream to its durable effect */
    default void applied(Commit commit, Duration lag) {}

    default void duplicateDropped(Commit commit) {}

    /** An event type that this build does not know was skipped. */
    default void unknownSkipped(Commit commit, String wireName) {}

    default void retried(StreamId stream, Throwable cause) {}

    default void parked(StreamId stream, Positions.Parking parking) {}

    default void unparked(StreamId stream) {}

    /** An operator's redrive came to its end. */
    default void redriven(StreamId stream, Redrives.End end) {}

    /** An operator had a commit left out. */
    default void skipped(StreamId stream, Redrives.Skip skip) {}
}
