package dev.orderflow.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.contract.CommitStreamContract;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class KinesisCommitStreamIT extends CommitStreamContract {
    private static final String STREAM = LocalAws.prefix() + "stream";

    private final KinesisClient kinesis = LocalAws.kinesis();
    private final CommitStream stream = LocalAws.all("contract").commitStream(2);

    /** The archive's folders and the consumers' lag are made of it. */
    @Test
    void a_record_says_when_it_arrived() {
        StoredCommit commit = TestCommits.ofANewWriter().commit(TestCommits.newStream(), 1);
        stream.put(List.of(commit));

        Await.until(() -> !records().isEmpty());
        assertThat(records().getLast().arrivedAt())
                .isCloseTo(InstantSource.system().instant(), within(5, ChronoUnit.MINUTES));
    }

    /** By this a handler knows which wishes of operators are its to carry out. */
    @Test
    void exactly_one_shard_holds_a_stream_and_its_records_come_through_it() {
        ShardKeys keys = LocalAws.all("contract").shardKeys();
        List<Shard> shards = kinesis.listShards(list -> list.streamName(STREAM)).shards();
        for (int i = 0; i < 20; i++) {
            StreamId id = TestCommits.newStream();
            String taken = kinesis.putRecord(put -> put.streamName(STREAM)
                            .partitionKey(id.toString())
                            .data(SdkBytes.fromByteArray(
                                    TestCommits.ofANewWriter().commit(id, 1).bytes())))
                    .shardId();

            assertThat(shards.stream().map(Shard::shardId).filter(shard -> keys.holds(shard, id)))
                    .containsExactly(taken);
        }
        assertThat(keys.holds("shardId-000000000099", TestCommits.newStream())).isFalse();
    }

    @Override
    protected CommitStream commitStream() {
        return stream;
    }

    @Override
    protected List<StreamRecord> records() {
        List<StreamRecord> all = new ArrayList<>();
        for (Shard shard : kinesis.listShards(list -> list.streamName(STREAM)).shards()) {
            String iterator = kinesis.getShardIterator(get -> get.streamName(STREAM)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            GetRecordsResponse page;
            do {
                String next = iterator;
                page = kinesis.getRecords(get -> get.shardIterator(next));
                page.records()
                        .forEach(record -> all.add(new StreamRecord(
                                record.sequenceNumber(),
                                record.partitionKey(),
                                record.data().asByteArray(),
                                record.approximateArrivalTimestamp())));
                iterator = page.nextShardIterator();
            } while (!page.records().isEmpty());
        }
        return all;
    }
}
