package dev.orderflow.eventstore.archive;

import org.jspecify.annotations.Nullable;

/** The archive holds what it never should: an object that was altered, cut off, or written by something else. */
public final class ArchiveBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ArchiveBrokenException(String message) {
        this(message, null);
    }

    public ArchiveBrokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
