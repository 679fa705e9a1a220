package dev.orderflow.eventstore.snapshot;

import dev.orderflow.events.StreamId;
import java.util.Arrays;
import java.util.Optional;

/**
 * Folded states of long streams. Losing one costs time, never truth: the journal is folded from the start instead.
 */
public interface Snapshots {
    /**
     * The newest snapshot of a stream with this schema.
     *
     * @param schema names the state's shape and version; another schema's snapshot is not found
     */
    Optional<Snapshot> newest(StreamId stream, String schema);

    void save(StreamId stream, String schema, Snapshot snapshot);

    /** @param version of the stream that the state was folded to */
    record Snapshot(long version, byte[] state) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Snapshot that && version == that.version && Arrays.equals(state, that.state);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(version);
        }
    }
}
