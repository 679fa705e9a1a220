package dev.orderflow.events.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip where it pays; the first two bytes tell which. JSON never starts like gzip does. */
public final class Compression {
    /** DynamoDB charges whole KiB of an item, and its keys take up to a quarter of one: below that nothing is to gain. */
    private static final int WORTH_IT = 768;

    /** A bound against a decompression bomb: far above the largest commit that the 400 KB item lets in. */
    private static final int LARGEST_INFLATED = 32 * 1024 * 1024;

    private Compression() {}

    /** The shorter of plain and compressed. */
    public static byte[] deflate(byte[] plain) {
        if (plain.length <= WORTH_IT) {
            return plain;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size() < plain.length ? out.toByteArray() : plain;
    }

    /**
     * @throws UnreadableCommitException where compressed bytes are broken, or larger than any commit can be
     */
    public static byte[] inflate(byte[] stored) {
        boolean gzip = stored.length > 2 && (stored[0] & 0xff) == 0x1f && (stored[1] & 0xff) == 0x8b;
        if (!gzip) {
            return stored;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            byte[] plain = in.readNBytes(LARGEST_INFLATED + 1);
            if (plain.length > LARGEST_INFLATED) {
                throw new UnreadableCommitException("Inflates to more than " + LARGEST_INFLATED + " bytes");
            }
            return plain;
        } catch (IOException e) {
            throw new UnreadableCommitException("Broken gzip data", e);
        }
    }
}
