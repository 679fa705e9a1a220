package dev.orderflow.eventstore.decision;

import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.snapshot.Snapshots;

/**
 * For {@link Decisions} on streams that have no natural end, such as a product's: how their loads stay short.
 *
 * @param commitsPerSnapshot how many commits a load folds at most, about
 */
public record LongStreams<S>(Snapshots snapshots, SnapshotFormat<S> format, int commitsPerSnapshot) {
    public LongStreams {
        if (commitsPerSnapshot < 1) {
            throw new IllegalArgumentException("At least one commit lies between two snapshots");
        }
    }
}
