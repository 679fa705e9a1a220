package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.events.codec.UnreadableCommitException;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as far as this build can read it.
 *
 * @param firstVersion negative where the bytes are no commit at all
 * @param commit null where it cannot be read; {@code unreadable} says why
 * @param arrivedAt when the stream took it; null where it waited in a queue
 */
record Arrival(
        StreamId stream,
        long firstVersion,
        long lastVersion,
        byte[] bytes,
        @Nullable Commit commit,
        @Nullable String unreadable,
        @Nullable Instant arrivedAt) {

    /** Numbers for bytes that are no commit are kept below this, so that adding one never overflows. */
    private static final BigInteger NUMBERS = BigInteger.ONE.shiftLeft(62);

    static Arrival of(StreamId stream, StreamRecord record, CommitCodec codec) {
        // The same number whenever the record comes again, so that it is queued once.
        long number =
                new BigInteger(record.sequenceNumber()).mod(NUMBERS).negate().longValueExact() - 1;
        return read(stream, number, record.data(), record.arrivedAt(), codec);
    }

    static Arrival of(StreamId stream, Positions.QueuedCommit queued, CommitCodec codec) {
        return read(stream, queued.version(), queued.bytes(), null, codec);
    }

    private static Arrival read(
            StreamId stream, long number, byte[] bytes, @Nullable Instant arrivedAt, CommitCodec codec) {
        CommitHeader header;
        try {
            header = codec.header(bytes);
        } catch (UnreadableCommitException e) {
            return new Arrival(stream, number, number, bytes, null, e.getMessage(), arrivedAt);
        }
        if (!header.streamId().equals(stream)) {
            // Order is kept per partition key only: a commit that travelled under another one may be out of order.
            String why = header + " came under the partition key of " + stream;
            return new Arrival(stream, number, number, bytes, null, why, arrivedAt);
        }
        try {
            Commit commit = codec.decode(bytes);
            return new Arrival(stream, commit.firstVersion(), commit.lastVersion(), bytes, commit, null, arrivedAt);
        } catch (RuntimeException e) {
            return new Arrival(
                    stream, header.firstVersion(), header.lastVersion(), bytes, null, e.toString(), arrivedAt);
        }
    }

    boolean hasVersion() {
        return firstVersion > 0;
    }

    Positions.QueuedCommit queued() {
        return new Positions.QueuedCommit(firstVersion, bytes);
    }
}
