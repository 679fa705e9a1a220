package dev.orderflow.launcher;

/** Something the suite cannot go on without; the message is for the person at the terminal. */
public final class SuiteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SuiteException(String message) {
        super(message);
    }

    public SuiteException(String message, Throwable cause) {
        super(message, cause);
    }
}
