package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** A consumer in a process of its own, to be killed: prints a line for every record, durable as soon as it is printed. */
final class ConsumerProcess {
    private ConsumerProcess() {}

    /** Kinesis endpoint, DynamoDB endpoint, stream, application, worker. */
    public static void main(String[] args) {
        Engines engines = new Engines(URI.create(args[0]), URI.create(args[1]));
        StreamConsumer consumer = new StreamConsumer(
                ConsumerSettings.of(args[3], args[2], args[4]),
                shardId -> new Printing(),
                engines.kinesis,
                engines.dynamo,
                InstantSource.system(),
                () -> {},
                fatal -> Runtime.getRuntime().halt(1));
        System.out.println("started");
        consumer.start();
    }

    private static final class Printing implements ShardHandler {
        @Override
        public String process(List<StreamRecord> batch) {
            batch.forEach(record -> System.out.println("record " + record.partitionKey()));
            System.out.flush();
            return batch.isEmpty() ? null : batch.getLast().sequenceNumber();
        }

        @Override
        public String finish() {
            return null;
        }

        @Override
        public void abandon() {}
    }
}
