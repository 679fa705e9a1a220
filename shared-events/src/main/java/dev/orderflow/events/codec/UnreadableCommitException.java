package dev.orderflow.events.codec;

/** These bytes are not a commit that this build can read; the message says which part and why. */
public final class UnreadableCommitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableCommitException(String message) {
        super(message);
    }

    UnreadableCommitException(String message, Throwable cause) {
        super(message, cause);
    }
}
