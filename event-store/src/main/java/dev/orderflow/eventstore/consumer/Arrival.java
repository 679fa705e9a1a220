package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.events.codec.UnreadableCommitException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
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

    private static final String LEFT_OUT = "left-out";

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

    /** A commit of the same versions, whose events say nothing but that they were left out. */
    Commit emptied(String why, InstantSource clock) {
        CommitMetadata metadata = commit != null
                ? commit.metadata()
                : new CommitMetadata(stream + "@" + firstVersion, clock.instant(), LEFT_OUT, LEFT_OUT, LEFT_OUT, null);
        List<DomainEvent> nothing = LongStream.rangeClosed(firstVersion, lastVersion)
                .<DomainEvent>mapToObj(version -> new UnknownEvent(LEFT_OUT, why))
                .toList();
        return new Commit(stream, firstVersion, nothing, metadata);
    }

    Positions.QueuedCommit queued() {
        return new Positions.QueuedCommit(firstVersion, bytes);
    }
}
