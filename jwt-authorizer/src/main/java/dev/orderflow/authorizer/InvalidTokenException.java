package dev.orderflow.authorizer;

/** The token is not valid; the message says why, and holds nothing of it. */
final class InvalidTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidTokenException(String message, Throwable cause) {
        super(message, cause);
    }

    InvalidTokenException(String message) {
        super(message);
    }
}
