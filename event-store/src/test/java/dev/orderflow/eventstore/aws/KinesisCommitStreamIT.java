package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.contract.CommitStreamContract;
import dev.orderflow.eventstore.publication.CommitStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class KinesisCommitStreamIT extends CommitStreamContract {
    private static final String STREAM = LocalAws.prefix() + "stream";

    private final KinesisClient kinesis = LocalAws.kinesis();
    private final CommitStream stream = LocalAws.all("contract").commitStream(2);

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
