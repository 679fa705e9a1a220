package dev.orderflow.order.application.importing;

import java.io.IOException;

/** The file as a whole cannot be imported; says where and why. */
public final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final long line;
    private final boolean tooLarge;

    /** @param line where it breaks off, or 0 where it is about no line */
    public UnreadableFileException(long line, String reason) {
        this(line, reason, false);
    }

    private UnreadableFileException(long line, String reason, boolean tooLarge) {
        super(reason);
        this.line = line;
        this.tooLarge = tooLarge;
    }

    /** It may be sound, but is larger than is taken. */
    public static UnreadableFileException tooLarge(String reason) {
        return new UnreadableFileException(0, reason, true);
    }

    public long line() {
        return line;
    }

    public boolean isTooLarge() {
        return tooLarge;
    }

    /** To be read after the name of the file or line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
