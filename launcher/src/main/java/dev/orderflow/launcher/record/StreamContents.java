package dev.orderflow.launcher.record;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.CommitHeader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What the stream holds from its oldest record on. A commit may be there more than once: delivery is at least once. */
public final class StreamContents {
    /** LocalStack takes milliseconds for each record, one read after the other: a large one would not come back in time. */
    private static final int RECORDS_AT_ONCE = 250;

    private final KinesisClient kinesis;
    private final String stream;
    private final CommitCodec codec = CommitCodec.standard();

    public StreamContents(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    /** Each commit once. */
    public Set<CommitKey> commits() {
        Set<CommitKey> commits = new HashSet<>();
        for (Shard shard : kinesis.listShards(list -> list.streamName(stream)).shards()) {
            read(shard, commits);
        }
        return commits;
    }

    public boolean exists() {
        return kinesis.listStreams().streamNames().contains(stream);
    }

    /** Whether there is any record. */
    public boolean hasAny() {
        return exists() && !commits().isEmpty();
    }

    /** Returns when it is gone; does nothing where there is none. */
    public void delete() {
        if (exists()) {
            kinesis.deleteStream(delete -> delete.streamName(stream));
            kinesis.waiter().waitUntilStreamNotExists(describe -> describe.streamName(stream));
        }
    }

    private void read(Shard shard, Set<CommitKey> commits) {
        String iterator = kinesis.getShardIterator(get -> get.streamName(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        while (iterator != null) {
            String from = iterator;
            GetRecordsResponse page =
                    kinesis.getRecords(get -> get.shardIterator(from).limit(RECORDS_AT_ONCE));
            List<Record> records = page.records();
            for (Record each : records) {
                CommitHeader header = codec.header(each.data().asByteArrayUnsafe());
                commits.add(new CommitKey(header.streamId(), header.firstVersion()));
            }
            boolean atTheEnd = records.isEmpty() && Long.valueOf(0).equals(page.millisBehindLatest());
            iterator = atTheEnd ? null : page.nextShardIterator();
        }
    }
}
