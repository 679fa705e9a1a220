package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line apart that is just as {@link ArchiveLines} writes those with a commit, without parsing the commit: its text
 * goes from where it begins to the brace before the line's last. Whether it is JSON is found out by whoever decodes it.
 */
final class AsWritten {
    private static final byte[] SHARD = ascii("{\"shardId\":\"");
    private static final byte[] SEQUENCE = ascii("\",\"sequenceNumber\":\"");
    private static final byte[] KEY = ascii("\",\"partitionKey\":\"");
    private static final byte[] ARRIVED = ascii("\",\"arrivedAt\":\"");
    private static final byte[] COMMIT = ascii("\",\"commit\":{");

    private final byte[] bytes;
    private final int end;
    private int at;

    private AsWritten(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** @return null where the line is anything else, which need not be wrong */
    static @Nullable ArchivedRecord read(byte[] bytes, int from, int to, CommitCodec codec) {
        if (to - from < 2 || bytes[to - 1] != '}' || bytes[to - 2] != '}') {
            return null;
        }
        AsWritten line = new AsWritten(bytes, from, to);
        String shardId = line.after(SHARD);
        String sequenceNumber = shardId == null ? null : line.after(SEQUENCE);
        String partitionKey = sequenceNumber == null ? null : line.after(KEY);
        String arrivedAt = partitionKey == null ? null : line.after(ARRIVED);
        if (shardId == null
                || sequenceNumber == null
                || sequenceNumber.isEmpty()
                || partitionKey == null
                || arrivedAt == null
                || !line.skip(COMMIT)) {
            return null;
        }
        byte[] commit = Arrays.copyOfRange(bytes, line.at - 1, to - 1);
        return ArchivedRecord.read(shardId, sequenceNumber, partitionKey, () -> arrival(arrivedAt), commit, codec);
    }

    private static Instant arrival(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ArchiveBrokenException("Not a line of an archive: " + e.getMessage(), e);
        }
    }

    /** The plain text up to the next quote. */
    private @Nullable String after(byte[] expected) {
        if (!skip(expected)) {
            return null;
        }
        int start = at;
        for (; at < end && bytes[at] != '"'; at++) {
            if (bytes[at] == '\\' || bytes[at] < 0) {
                return null;
            }
        }
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private boolean skip(byte[] expected) {
        int next = at + expected.length;
        if (next > end || !Arrays.equals(bytes, at, next, expected, 0, expected.length)) {
            return false;
        }
        at = next;
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
