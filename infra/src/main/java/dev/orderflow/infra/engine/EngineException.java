package dev.orderflow.infra.engine;

/** An engine could not be installed, started or stopped; the message says what to do about it. */
public final class EngineException extends RuntimeException {

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
