package dev.orderflow.authorizer;

/** The issuer's keys cannot be fetched, so no token can be checked: an outage, not a refusal. */
public final class KeysUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysUnreachableException(Throwable cause) {
        super("The issuer's keys cannot be fetched: " + cause.getMessage(), cause);
    }
}
