package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.rebuild.StreamTail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** GetRecords on each shard, beside the consumers; used by one thread. */
final class KinesisTail implements StreamTail {
    /** Of up to 1 MiB each in the worst case, some 2 KB mostly. */
    private static final int RECORDS_AT_ONCE = 1_000;

    private final KinesisClient kinesis;
    private final String stream;
    private final Map<String, Iteration> iterations = new HashMap<>();

    KinesisTail(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    @Override
    public List<Shard> shards() {
        List<Shard> shards = new ArrayList<>();
        String next = null;
        do {
            ListShardsRequest.Builder request = ListShardsRequest.builder();
            // A page is asked for by its token alone.
            request = next == null ? request.streamName(stream) : request.nextToken(next);
            ListShardsResponse page = kinesis.listShards(request.build());
            page.shards()
                    .forEach(shard -> shards.add(new Shard(
                            shard.shardId(),
                            Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                                    .flatMap(Stream::ofNullable)
                                    .toList())));
            next = page.nextToken();
        } while (next != null);
        return shards;
    }

    @Override
    public Batch read(String shardId, @Nullable String after) {
        Iteration iteration = iterations.get(shardId);
        String iterator = iteration != null && iteration.isAfter(after) ? iteration.next() : open(shardId, after);
        GetRecordsResponse response;
        try {
            response = read(iterator);
        } catch (ExpiredIteratorException e) {
            response = read(open(shardId, after));
        }
        List<StreamRecord> records = response.records().stream()
                .map(record -> new StreamRecord(
                        record.sequenceNumber(),
                        record.partitionKey(),
                        record.data().asByteArray(),
                        record.approximateArrivalTimestamp()))
                .toList();
        String reached = records.isEmpty() ? after : records.getLast().sequenceNumber();
        String next = response.nextShardIterator();
        if (next == null) {
            iterations.remove(shardId);
        } else {
            iterations.put(shardId, new Iteration(reached, next));
        }
        Long behind = response.millisBehindLatest();
        boolean atTip = records.size() < RECORDS_AT_ONCE && (behind == null ? records.isEmpty() : behind == 0);
        return new Batch(records, atTip, next == null);
    }

    private GetRecordsResponse read(String iterator) {
        return kinesis.getRecords(get -> get.shardIterator(iterator).limit(RECORDS_AT_ONCE));
    }

    private String open(String shardId, @Nullable String after) {
        return kinesis.getShardIterator(get -> get.streamName(stream)
                        .shardId(shardId)
                        .shardIteratorType(
                                after == null
                                        ? ShardIteratorType.TRIM_HORIZON
                                        : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(after))
                .shardIterator();
    }

    private record Iteration(@Nullable String reached, String next) {
        boolean isAfter(@Nullable String position) {
            return reached == null ? position == null : reached.equals(position);
        }
    }
}
