package dev.orderflow.order.adapter.importing;

import dev.orderflow.order.application.importing.UnreadableFileException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file as they were before it was packed, counted and digested while they pass. */
final class Unpacked extends FilterInputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /** The file may be packed, and packed once more on its way ({@code Content-Encoding}). */
    private static final int MOST_LAYERS = 2;

    private final MessageDigest digest;
    private final long largest;
    private long count;

    private Unpacked(InputStream in, MessageDigest digest, long largest) {
        super(in);
        this.digest = digest;
        this.largest = largest;
    }

    /** @param largest how many bytes may come out: a small archive can hold a very large file */
    static Unpacked of(InputStream file, MessageDigest digest, long largest) throws IOException {
        InputStream stream = new BufferedInputStream(file, BUFFER);
        for (int layer = 0; layer < MOST_LAYERS && isGzip(stream); layer++) {
            stream = new BufferedInputStream(gunzip(stream), BUFFER);
        }
        return new Unpacked(stream, digest, largest);
    }

    private static boolean isGzip(InputStream stream) throws IOException {
        stream.mark(2);
        try {
            return stream.read() == GZIP_FIRST && stream.read() == GZIP_SECOND;
        } catch (IOException e) {
            throw damaged(e);
        } finally {
            stream.reset();
        }
    }

    private static InputStream gunzip(InputStream stream) throws IOException {
        try {
            return new GZIPInputStream(stream, BUFFER);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (IOException e) {
            throw damaged(e);
        }
        if (read > 0) {
            count += read;
            if (count > largest) {
                throw UnreadableFileException.tooLarge("a file may have " + largest + " bytes unpacked");
            }
            digest.update(buffer, offset, read);
        }
        return read;
    }

    /** Only what the archive itself is to blame for; a failing disk stays what it is. */
    private static IOException damaged(IOException e) {
        return switch (e) {
            case EOFException _ -> new UnreadableFileException(0, "is gzip that ends too early: it was cut off");
            case ZipException _ -> new UnreadableFileException(0, "is gzip that is damaged: its checksums do not fit");
            default -> e;
        };
    }
}
