package dev.orderflow.gatewaysim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only file of ledger entries, one JSON document a line.
 *
 * <p>Writing and making durable are two steps, so that requests that arrive together share one {@code fsync}: the writer
 * appends in order under the gateway's lock, and each answer waits with {@link #awaitDurable} until everything that it
 * was decided on is on the disk.
 */
final class LedgerFile implements AutoCloseable {

    /** Longer than any entry that passes the limits on its fields; a longer line means that the file is no ledger. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final Path path;
    private final JsonMapper json;
    private final FileChannel channel;
    private final ReentrantLock syncing = new ReentrantLock();
    private volatile long written;
    private volatile long durable;

    private LedgerFile(Path path, JsonMapper json, FileChannel channel) {
        this.path = path;
        this.json = json;
        this.channel = channel;
    }

    /**
     * Opens the file, making it where it is missing, and replays what it holds.
     *
     * <p>A last line without its end was being written when the process died: it was never answered, and is cut off.
     * Anything else that cannot be read stops the start, because a gateway that forgot a charge would charge again.
     *
     * @throws IllegalStateException if another process has the ledger open, or a line cannot be read
     */
    static LedgerFile open(Path path, JsonMapper json, Consumer<LedgerEntry> replay) throws IOException {
        Path absolute = path.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        FileChannel channel = FileChannel.open(
                absolute, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(channel, absolute);
            LedgerFile file = new LedgerFile(absolute, json, channel);
            long end = file.replay(replay);
            channel.truncate(end);
            channel.position(end);
            channel.force(true);
            file.written = end;
            file.durable = end;
            return file;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void lock(FileChannel channel, Path path) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException _) {
            lock = null;
        }
        if (lock == null) {
            throw new IllegalStateException("The ledger " + path
                    + " is open in another gateway simulator. Stop that one, or name another file with --ledger.");
        }
    }

    /** Returns the position behind the last whole line. */
    private long replay(Consumer<LedgerEntry> replay) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
        byte[] line = new byte[MAX_LINE_BYTES];
        int length = 0;
        long lineNumber = 1;
        long end = 0;
        channel.position(0);
        while (channel.read(chunk.clear()) >= 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                byte next = chunk.get();
                if (next == '\n') {
                    replay.accept(parse(line, length, lineNumber));
                    end += length + 1L;
                    length = 0;
                    lineNumber++;
                } else if (length == line.length) {
                    throw unreadable(lineNumber, "it is longer than " + MAX_LINE_BYTES + " bytes", null);
                } else {
                    line[length++] = next;
                }
            }
        }
        return end;
    }

    private LedgerEntry parse(byte[] line, int length, long lineNumber) {
        try {
            return json.readValue(line, 0, length, LedgerEntry.class);
        } catch (JacksonException broken) {
            throw unreadable(lineNumber, "it is no ledger entry", broken);
        }
    }

    private IllegalStateException unreadable(long lineNumber, String why, @Nullable Exception cause) {
        return new IllegalStateException(
                "Line " + lineNumber + " of the ledger " + path + " cannot be read: " + why
                        + ". Restore the file, or name another one with --ledger; charges in it would be forgotten.",
                cause);
    }

    /** Appends one entry; callers hold the gateway's lock, which gives the file its order. */
    void append(LedgerEntry entry) {
        byte[] line = (json.writeValueAsString(entry) + '\n').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(line);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failed) {
            cutOffHalfALine();
            throw new UncheckedIOException("The ledger " + path + " cannot be written", failed);
        }
        written += line.length;
    }

    /** A full disk may take half an entry; what is appended later must begin on a line of its own. */
    private void cutOffHalfALine() {
        try {
            channel.truncate(written);
            channel.position(written);
        } catch (IOException failed) {
            throw new UncheckedIOException("The ledger " + path + " cannot be repaired; restart the simulator", failed);
        }
    }

    /** The position behind the last entry that was appended. */
    long written() {
        return written;
    }

    /** Returns once everything before the position is on the disk. */
    void awaitDurable(long position) {
        if (durable >= position) {
            return;
        }
        syncing.lock();
        try {
            if (durable < position) {
                long upTo = written;
                channel.force(false);
                durable = upTo;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The ledger " + path + " cannot be made durable", failed);
        } finally {
            syncing.unlock();
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
