package dev.orderflow.order.application.importing;

/** What became of a file that came in. */
public sealed interface Acceptance {

    /**
     * The file is kept and worked on.
     *
     * @param replayed whether the same file had been accepted before
     */
    record Accepted(String importId, boolean replayed) implements Acceptance {}

    /** Nothing was started. @param line where it breaks off, or 0 where it is about no line */
    record Unreadable(long line, String reason) implements Acceptance {}

    /** Nothing was started; the file may be sound. */
    record TooLarge(String reason) implements Acceptance {}

    /** The sender went away before the file was whole. */
    record BrokenOff() implements Acceptance {}

    /** Other files are being taken in; nothing was read. */
    record Busy() implements Acceptance {}
}
