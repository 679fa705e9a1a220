package dev.orderflow.eventstore.verification;

import dev.orderflow.events.codec.Compression;
import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.SequenceOrder;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.verification.Finding.Kind;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the archive against what the stream still has, shard by shard: both bring a shard's records in order, so that one
 * step forward on one side answers one on the other.
 */
final class StreamComparison implements AutoCloseable {
    private final Scratch scratch;
    private final Findings findings;
    private final Instant missedBefore;
    private final Map<String, Shard> shards = new HashMap<>();
    private long records;

    /** @param missedBefore a record that came later may still be on its way into the archive */
    StreamComparison(Scratch scratch, Findings findings, Instant missedBefore) {
        this.scratch = scratch;
        this.findings = findings;
        this.missedBefore = missedBefore;
    }

    void streamed(String shardId, StreamRecord record) {
        records++;
        shards.computeIfAbsent(shardId, id -> new Shard(id, scratch.lists("stream-" + shards.size(), 1)))
                .streamed(record);
    }

    long records() {
        return records;
    }

    /** Nothing more comes of the stream; the archive's turn. */
    void begin() {
        shards.values().forEach(Shard::begin);
    }

    /** The next record of its shard. */
    void archived(ArchiveObject object, long line, long offset, ArchivedRecord record) {
        Shard shard = shards.get(record.shardId());
        if (shard != null) {
            shard.archived(object, line, offset, record);
        }
    }

    void finish() {
        shards.values().forEach(Shard::finish);
    }

    @Override
    public void close() {
        shards.values().forEach(Shard::close);
    }

    private static Digest digest(ArchivedRecord record) {
        return record.header() == null ? digest(record.record().data()) : Digest.of(record.commitText());
    }

    private static Digest digest(byte[] data) {
        try {
            return Digest.of(Compression.inflate(data));
        } catch (UnreadableCommitException e) {
            return Digest.of(data);
        }
    }

    private final class Shard {
        private final String id;
        private final Scratch.Lists list;
        private @Nullable DataInputStream in;
        private String sequence = "";
        private Instant arrivedAt = Instant.EPOCH;
        private @Nullable Digest digest;
        /** Whether the archive has come to what the stream still has. */
        private boolean started;

        private Shard(String id, Scratch.Lists list) {
            this.id = id;
            this.list = list;
        }

        private void streamed(StreamRecord record) {
            Digest of = digest(record.data());
            list.add(id, out -> {
                out.writeUTF(record.sequenceNumber());
                out.writeLong(record.arrivedAt().toEpochMilli());
                of.write(out);
            });
        }

        private void begin() {
            list.close();
            try {
                in = list.open(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            step();
        }

        private void archived(ArchiveObject object, long line, long offset, ArchivedRecord record) {
            while (digest != null && SequenceOrder.isAfter(record.sequenceNumber(), sequence)) {
                missing();
                started = true;
                step();
            }
            if (digest == null || !sequence.equals(record.sequenceNumber())) {
                // Older than what the stream still has, or newer than what was asked of it.
                if (started && digest != null) {
                    findings.add(Finding.ofLine(
                            Kind.FOREIGN_RECORD,
                            object.key(),
                            line,
                            offset,
                            record.place(),
                            "the stream has no such record"));
                }
                return;
            }
            started = true;
            if (!digest.equals(digest(record))) {
                findings.add(Finding.ofLine(
                        Kind.MISSING_RECORD,
                        object.key(),
                        line,
                        offset,
                        record.place(),
                        "the stream has another record in its place"));
            }
            step();
        }

        private void finish() {
            while (digest != null) {
                missing();
                step();
            }
        }

        private void missing() {
            if (arrivedAt.isBefore(missedBefore)) {
                findings.add(Finding.ofCommit(
                        Kind.MISSING_RECORD, id + "#" + sequence, "the stream has it since " + arrivedAt));
            }
        }

        private void step() {
            DataInputStream from = in;
            if (from == null) {
                return;
            }
            try {
                sequence = from.readUTF();
                arrivedAt = Instant.ofEpochMilli(from.readLong());
                digest = Digest.read(from);
            } catch (EOFException end) {
                digest = null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void close() {
            try {
                list.close();
                if (in != null) {
                    in.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
