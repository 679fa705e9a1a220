package dev.orderflow.events;

import java.util.List;

/**
 * The events of one decision: stored as one item, published as one record, consumed and archived whole.
 *
 * @param streamId the journal it belongs to
 * @param firstVersion version of its first event; versions of a stream start at 1 and have no gaps
 * @param events 1..n events, in order
 * @param metadata when, by whom and why
 */
public record Commit(StreamId streamId, long firstVersion, List<DomainEvent> events, CommitMetadata metadata) {

    public Commit {
        events = List.copyOf(events);
        if (firstVersion < 1) {
            throw new IllegalArgumentException("Versions start at 1: " + streamId + "@" + firstVersion);
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("A commit holds at least one event: " + streamId + "@" + firstVersion);
        }
    }

    /** Version of the last event; what the stream's version is after this commit. */
    public long lastVersion() {
        return firstVersion + events.size() - 1;
    }

    @Override
    public String toString() {
        return streamId + "@" + firstVersion + (events.size() == 1 ? "" : ".." + lastVersion());
    }
}
