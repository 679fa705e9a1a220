package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Opens an object's content; every adapter reads through it. */
public final class ArchivedRecords {
    /** Inflated at a time; the usual line is half a kilobyte, and one that is longer makes the buffer grow. */
    private static final int BUFFER = 64 * 1024;

    private static final CommitCodec CODEC = CommitCodec.standard();

    private ArchivedRecords() {}

    /**
     * Checks that nothing is missing or altered, then hands on each record.
     *
     * @throws ArchiveBrokenException before any record where the checksum differs; after some where it fits and a line is
     *     none or the count is wrong, which only a faulty writer can cause
     */
    public static void read(ArchiveObject object, byte[] content, Consumer<ArchivedRecord> reader) {
        if (!HexFormat.of().formatHex(SealedBatch.sha256().digest(content)).equals(object.sha256())) {
            throw new ArchiveBrokenException(object.key() + " is not what was written: its checksum differs");
        }
        int records = 0;
        try (Lines lines = new Lines(content)) {
            while (lines.next()) {
                records++;
                reader.accept(lines.record());
            }
        } catch (IOException e) {
            throw new ArchiveBrokenException(object.key() + " cannot be read: " + e.getMessage(), e);
        }
        if (records != object.records()) {
            throw new ArchiveBrokenException(
                    object.key() + " is not what was written: it has " + records + " records, not " + object.records());
        }
    }

    /** The lines of a content, one after the other, without a copy of more than a buffer. */
    static final class Lines implements AutoCloseable {
        private final GZIPInputStream in;
        private byte[] buffer = new byte[BUFFER];
        private int from;
        private int to;
        private int filled;
        private long offset;

        Lines(byte[] content) throws IOException {
            in = new GZIPInputStream(new ByteArrayInputStream(content), BUFFER);
        }

        /** Whether there is another line; a last one without its end counts too. */
        boolean next() throws IOException {
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
        long offset() {
            return offset;
        }

        ArchivedRecord record() {
            return ArchiveLines.read(buffer, from, to, CODEC);
        }

        byte[] bytes() {
            return Arrays.copyOfRange(buffer, from, to);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
