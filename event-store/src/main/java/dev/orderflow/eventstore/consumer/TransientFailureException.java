package dev.orderflow.eventstore.consumer;

import org.jspecify.annotations.Nullable;

/** Not the commit's fault: trying again later can help. Retried in place, without end, with backoff. */
public final class TransientFailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TransientFailureException(String message) {
        super(message);
    }

    public TransientFailureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
