package dev.orderflow.events.codec;

import dev.orderflow.events.StreamId;

/**
 * Where a commit belongs, read without its events: so an event that this build cannot read still has its place in its
 * stream.
 */
public record CommitHeader(StreamId streamId, long firstVersion, int eventCount) {
    public CommitHeader {
        if (firstVersion < 1 || eventCount < 1) {
            throw new IllegalArgumentException(
                    "Versions and counts start at 1: " + streamId + "@" + firstVersion + " with " + eventCount);
        }
    }

    public long lastVersion() {
        return firstVersion + eventCount - 1;
    }

    @Override
    public String toString() {
        return streamId + "@" + firstVersion;
    }
}
