package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.verification.StreamContents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Every shard from its oldest record on, read past the consumer runtime. It shares the shards' five reads a second with
 * the polling consumers, whose own retries wait that out.
 */
final class KinesisStreamContents implements StreamContents {
    /** Records a call; a call answers 10 MB at most. */
    private static final int AT_ONCE = 1_000;

    private final KinesisClient kinesis;
    private final String stream;

    KinesisStreamContents(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    @Override
    public void read(Instant until, BiConsumer<String, StreamRecord> reader) {
        for (Shard shard : shards()) {
            String iterator = kinesis.getShardIterator(get -> get.streamName(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            boolean more = true;
            while (more && iterator != null) {
                String from = iterator;
                GetRecordsResponse response =
                        kinesis.getRecords(get -> get.shardIterator(from).limit(AT_ONCE));
                for (Record record : response.records()) {
                    if (record.approximateArrivalTimestamp().isBefore(until)) {
                        reader.accept(shard.shardId(), record(record));
                    }
                }
                Long behind = response.millisBehindLatest();
                boolean reached = !response.records().isEmpty()
                        && !response.records()
                                .getLast()
                                .approximateArrivalTimestamp()
                                .isBefore(until);
                more = !reached && (behind == null || behind > 0);
                iterator = response.nextShardIterator();
            }
        }
    }

    private List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        var page = kinesis.listShards(list -> list.streamName(stream));
        shards.addAll(page.shards());
        while (page.nextToken() != null) {
            String next = page.nextToken();
            page = kinesis.listShards(list -> list.nextToken(next));
            shards.addAll(page.shards());
        }
        return shards;
    }

    private static StreamRecord record(Record record) {
        return new StreamRecord(
                record.sequenceNumber(),
                record.partitionKey(),
                record.data().asByteArrayUnsafe(),
                record.approximateArrivalTimestamp());
    }
}
