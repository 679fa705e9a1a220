package dev.orderflow.eventstore.publication;

/** Too much waits for publication; nothing was appended. Try again in a moment. */
public final class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverloadedException(int waiting) {
        super(waiting + " commits wait for publication: the stream takes less than is written");
    }
}
