package dev.orderflow.eventstore.journal;

import dev.orderflow.events.StreamId;

/** A journal lacks a version or holds one twice. Folding on would invent a history. */
public final class JournalBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalBrokenException(StreamId stream, long expectedVersion, long foundVersion) {
        super("Journal " + stream + " is broken: expected version " + expectedVersion + ", found " + foundVersion);
    }
}
