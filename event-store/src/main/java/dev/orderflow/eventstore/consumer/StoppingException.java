package dev.orderflow.eventstore.consumer;

/** This worker stops: what is being tried is left undone, and comes again elsewhere. */
public final class StoppingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoppingException() {
        super("This worker stops", null, false, false);
    }
}
