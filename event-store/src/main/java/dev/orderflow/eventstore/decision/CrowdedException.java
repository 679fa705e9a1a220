package dev.orderflow.eventstore.decision;

/** Too many commands wait, or the service is stopping; nothing was done, the caller may try again in a moment. */
public final class CrowdedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CrowdedException(String message) {
        super(message);
    }
}
