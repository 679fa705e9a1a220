package dev.orderflow.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records and objects for tests of the archive. */
public final class ArchiveFixtures {
    public static final Instant ARRIVED = Instant.parse("2026-01-05T23:15:30.123Z");

    private static final CommitCodec CODEC = CommitCodec.standard();
    private static final TestCommits COMMITS = TestCommits.ofANewWriter();

    private ArchiveFixtures() {}

    /** Several records of new streams, with rising sequence numbers. */
    public static List<ArchivedRecord> records(String shard, long firstSequence, int count) {
        List<ArchivedRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(shard, firstSequence + i, COMMITS.commit(TestCommits.newStream(), 1)));
        }
        return records;
    }

    public static ArchivedRecord record(String shard, long sequence, StoredCommit commit) {
        return ArchivedRecord.of(shard, streamRecord(sequence, commit), CODEC);
    }

    public static StreamRecord streamRecord(long sequence, StoredCommit commit) {
        return new StreamRecord(
                Long.toString(sequence), commit.commit().streamId().toString(), commit.bytes(), ARRIVED);
    }

    /** The same record, come at another time. */
    static StreamRecord at(String time, StreamRecord record) {
        return new StreamRecord(record.sequenceNumber(), record.partitionKey(), record.data(), Instant.parse(time));
    }

    /** As the first object of its shard. */
    public static Sealed seal(List<ArchivedRecord> records) {
        return seal(records, ChainLink.NONE);
    }

    public static Sealed seal(List<ArchivedRecord> records, ChainLink previous) {
        SealedBatch batch = SealedBatch.of(records, previous);
        return new Sealed(batch.object(), batch.content());
    }

    public record Sealed(ArchiveObject object, byte[] content) {}

    /** Byte for byte: records compare by their place only. */
    public static void assertSame(List<ArchivedRecord> read, List<ArchivedRecord> expected) {
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).place()).isEqualTo(expected.get(i).place());
            assertThat(read.get(i).header()).isEqualTo(expected.get(i).header());
            assertThat(read.get(i).record().partitionKey())
                    .isEqualTo(expected.get(i).record().partitionKey());
            assertThat(read.get(i).record().arrivedAt())
                    .isEqualTo(expected.get(i).record().arrivedAt());
            assertThat(read.get(i).record().data())
                    .isEqualTo(expected.get(i).record().data());
        }
    }
}
