package dev.orderflow.eventstore.rebuild;

/** The new version cannot be made; trying again would lead to the same. Its message is for operators. */
final class RebuildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RebuildFailedException(String message) {
        super(message);
    }
}
