package dev.orderflow.eventstore.decision;

import dev.orderflow.events.StreamId;

/** Others kept appending to the stream first; nothing was done, the caller may try again. */
public final class TooMuchContentionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooMuchContentionException(StreamId stream, int attempts) {
        super("Lost the race for " + stream + " " + attempts + " times");
    }
}
