package dev.orderflow.launcher.record;

import dev.orderflow.events.StreamId;

/** Names one commit wherever it is kept. */
public record CommitKey(StreamId stream, long firstVersion) {

    /** What the commit is about, such as {@code order}. */
    public String category() {
        return stream.category();
    }

    @Override
    public String toString() {
        return stream + "@" + firstVersion;
    }
}
