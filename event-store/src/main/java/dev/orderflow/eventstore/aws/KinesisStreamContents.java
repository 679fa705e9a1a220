package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.rebuild.StreamTail;
import dev.orderflow.eventstore.verification.StreamContents;
import java.time.Instant;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Every shard from its oldest record on, read past the consumer runtime. It shares the shards' five reads a second with
 * the polling consumers, whose own retries wait that out.
 */
final class KinesisStreamContents implements StreamContents {
    private final KinesisClient kinesis;
    private final String stream;

    KinesisStreamContents(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    @Override
    public void read(Instant until, BiConsumer<String, StreamRecord> reader) {
        // Of its own: a tail remembers where it is, for one thread.
        StreamTail tail = new KinesisTail(kinesis, stream);
        tail.shards().forEach(shard -> read(tail, shard.id(), until, reader));
    }

    private static void read(StreamTail tail, String shardId, Instant until, BiConsumer<String, StreamRecord> reader) {
        String reached = null;
        while (true) {
            StreamTail.Batch batch = tail.read(shardId, reached);
            for (StreamRecord record : batch.records()) {
                if (record.arrivedAt().isBefore(until)) {
                    reader.accept(shardId, record);
                }
                reached = record.sequenceNumber();
            }
            boolean tooYoung = !batch.records().isEmpty()
                    && !batch.records().getLast().arrivedAt().isBefore(until);
            if (tooYoung || batch.atTip() || batch.ended()) {
                return;
            }
        }
    }
}
