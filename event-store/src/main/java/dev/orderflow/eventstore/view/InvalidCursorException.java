package dev.orderflow.eventstore.view;

/** The cursor was not made by this query, or was changed. */
public final class InvalidCursorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidCursorException() {
        super("The cursor is not one that this list gave out");
    }
}
