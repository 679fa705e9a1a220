package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The lines of an object's content, one after the other, without a copy of more than a buffer. */
public final class ArchivedLines implements AutoCloseable {
    /** Inflated at a time; the usual line is half a kilobyte, and one that is longer makes the buffer grow. */
    private static final int BUFFER = 64 * 1024;

    private static final CommitCodec CODEC = CommitCodec.standard();

    private final GZIPInputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private int filled;
    private long offset;

    public ArchivedLines(byte[] content) throws IOException {
        in = new GZIPInputStream(new ByteArrayInputStream(content), BUFFER);
    }

    /** Whether there is another line; a last one without its end counts too. */
    public boolean next() throws IOException {
        offset += Math.min(to + 1, filled) - from;
        from = Math.min(to + 1, filled);
        int searched = from;
        while (true) {
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    to = i;
                    return true;
                }
            }
            int wanted = filled - from;
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, wanted);
                from = 0;
                filled = wanted;
            } else if (filled == buffer.length) {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            searched = filled;
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                to = filled;
                return filled > 0;
            }
            filled += read;
        }
    }

    /** Of the line's first byte among all inflated ones. */
    public long offset() {
        return offset;
    }

    /** @throws ArchiveBrokenException where it is none */
    public ArchivedRecord record() {
        return ArchiveLines.read(buffer, from, to, CODEC);
    }

    /** Without the line's end. */
    public byte[] bytes() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
