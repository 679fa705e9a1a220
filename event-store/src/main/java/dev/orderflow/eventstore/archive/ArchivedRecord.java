package dev.orderflow.eventstore.archive;

import dev.orderflow.events.Commit;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.events.codec.Compression;
import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is archived. Read from the archive, it has the commit's text; the bytes of the journal, the commit and
 * its header are made of it when they are asked for, since a replay needs one of them and each costs as much as reading.
 */
public final class ArchivedRecord {
    private final String shardId;
    private final String sequenceNumber;
    private final String partitionKey;
    private final Arrival arrival;
    private final CommitCodec codec;
    private final byte @Nullable [] text;
    private @Nullable StreamRecord record;
    private @Nullable CommitHeader header;
    private boolean headerKnown;

    private ArchivedRecord(
            String shardId,
            String sequenceNumber,
            String partitionKey,
            Arrival arrival,
            CommitCodec codec,
            byte @Nullable [] text,
            @Nullable StreamRecord record) {
        this.shardId = shardId;
        this.sequenceNumber = sequenceNumber;
        this.partitionKey = partitionKey;
        this.arrival = arrival;
        this.codec = codec;
        this.text = text;
        this.record = record;
    }

    /** As it came from the stream. */
    public static ArchivedRecord of(String shardId, StreamRecord record, CommitCodec codec) {
        return new ArchivedRecord(
                shardId, record.sequenceNumber(), record.partitionKey(), record::arrivedAt, codec, null, record);
    }

    /** As it stands in the archive. */
    static ArchivedRecord read(
            String shardId,
            String sequenceNumber,
            String partitionKey,
            Arrival arrival,
            byte[] commitText,
            CommitCodec codec) {
        return new ArchivedRecord(shardId, sequenceNumber, partitionKey, arrival, codec, commitText, null);
    }

    public String shardId() {
        return shardId;
    }

    public String sequenceNumber() {
        return sequenceNumber;
    }

    /**
     * When the stream took it.
     *
     * @throws ArchiveBrokenException where the archive has no time there
     */
    public Instant arrivedAt() {
        return arrival.at();
    }

    /** The stream that the commit within belongs to, if it is one. */
    public String partitionKey() {
        return partitionKey;
    }

    /** The record with the very bytes that the stream carried and the journal stores. */
    public StreamRecord record() {
        StreamRecord made = record;
        if (made == null) {
            made = new StreamRecord(sequenceNumber, partitionKey, Compression.deflate(text()), arrival.at());
            record = made;
        }
        return made;
    }

    /** Null where the bytes are no commit; they are kept all the same. */
    public @Nullable CommitHeader header() {
        if (!headerKnown) {
            try {
                header = codec.header(text());
            } catch (UnreadableCommitException e) {
                header = null;
            }
            headerKnown = true;
        }
        return header;
    }

    /**
     * The commit, read straight from the archived text.
     *
     * @throws UnreadableCommitException where the bytes are no commit, or none that this build can read
     */
    public Commit commit() {
        return codec.decode(text());
    }

    /**
     * The commit's JSON; two commits are the same where it is, however they were compressed.
     *
     * @throws UnreadableCommitException where the bytes cannot be inflated
     */
    public byte[] commitText() {
        return Compression.inflate(text());
    }

    /** Names the record among all of the stream. */
    public String place() {
        return shardId + "#" + sequenceNumber;
    }

    @Override
    public String toString() {
        return place();
    }

    private byte[] text() {
        if (text != null) {
            return text;
        }
        StreamRecord made = record;
        if (made == null) {
            throw new IllegalStateException(place() + " has neither text nor bytes");
        }
        return made.data();
    }

    /** When the stream took it; parsed only where it matters. */
    interface Arrival {
        Instant at();
    }
}
