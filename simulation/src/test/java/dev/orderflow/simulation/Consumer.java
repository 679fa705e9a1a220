package dev.orderflow.simulation;

import dev.orderflow.eventstore.aws.kcl.ConsumerStatus;
import dev.orderflow.eventstore.aws.kcl.ShardProcessor;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * One process reading one shard, in the place of the client library: from the checkpoint on, until the shard ends, the
 * lease goes to another or the process dies.
 */
final class Consumer {
    private static final int MOST_RECORDS = 12;
    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(2);

    private final Service service;
    private final Leases.Lease lease;
    private final SimulatedStream stream;
    private final ShardProcessor processor;
    private final RecordProcessorCheckpointer checkpointer = (RecordProcessorCheckpointer) Proxy.newProxyInstance(
            Consumer.class.getClassLoader(),
            new Class<?>[] {RecordProcessorCheckpointer.class},
            (proxy, method, arguments) -> {
                if (!method.getName().equals("checkpoint")) {
                    throw new UnsupportedOperationException(method.toString());
                }
                return checkpoint(arguments == null ? null : (String) arguments[0]);
            });
    private int next;
    private boolean busy;

    Consumer(Service service, Leases.Lease lease, SimulatedStream stream) {
        this.service = service;
        this.lease = lease;
        this.stream = stream;
        Node node = service.node();
        this.processor = new ShardProcessor(
                node.environment.planted.in(service.handlers()),
                new ConsumerStatus(node::now),
                CHECKPOINT_EVERY,
                node::now,
                failure -> node.ended("reading " + lease, failure));
        processor.initialize(InitializationInput.builder()
                .shardId(lease.shard().id())
                .extendedSequenceNumber(
                        lease.checkpoint() == null
                                ? ExtendedSequenceNumber.TRIM_HORIZON
                                : new ExtendedSequenceNumber(lease.checkpoint()))
                .build());
        boolean skips = node.environment.isPlanted(Plant.RESUMES_ONE_TOO_LATE);
        this.next = Math.min(
                lease.firstUnread() + (skips && lease.checkpoint() != null ? 1 : 0),
                lease.shard().length());
    }

    boolean isDead() {
        return service.node().isDead();
    }

    Node node() {
        return service.node();
    }

    boolean isBusy() {
        return busy;
    }

    boolean isAtEnd() {
        return next == lease.shard().length();
    }

    /** Lets the processor have another batch, perhaps an empty one, or the shard's end, on a thread of the process. */
    void step() {
        busy = true;
        service.node().start("reads " + lease.shard(), () -> {
            if (isAtEnd() && !stream.isOpen(lease.shard())) {
                processor.shardEnded(
                        ShardEndedInput.builder().checkpointer(checkpointer).build());
                if (!lease.hasEnded() && lease.holder() == this) {
                    // The library gives the lease up, and somebody reads on from the last checkpoint.
                    lease.give(null);
                }
            } else {
                List<StreamRecord> batch = lease.shard()
                        .read(next, service.node().environment.random.nextInt(MOST_RECORDS + 1));
                next += receive(batch);
            }
            busy = false;
        });
    }

    /** The batch, or what becomes of it on its way; answers how many records arrived. */
    private int receive(List<StreamRecord> batch) {
        Node node = service.node();
        Environment.Fault fate = batch.isEmpty()
                ? Environment.Fault.NONE
                : node.environment.drawDelivery(
                        node.call(Call.Kind.RECEIVES, "receives " + batch.size() + " of " + lease.shard()));
        int times = switch (fate) {
            case NOT_DONE, THROTTLED, REPLY_LOST -> 0;
            case NONE, CRASH_BEFORE, CRASH_AFTER -> 1;
            case TWICE, AGAIN_LATE -> 2;
        };
        if (fate == Environment.Fault.CRASH_BEFORE) {
            node.crash("dies with a batch in hand");
        }
        for (int time = 0; time < times; time++) {
            process(batch);
        }
        if (fate == Environment.Fault.CRASH_AFTER) {
            node.crash("dies with a batch behind it");
        }
        return times == 0 ? 0 : batch.size();
    }

    private void process(List<StreamRecord> batch) {
        processor.processRecords(ProcessRecordsInput.builder()
                .records(batch.stream().map(Consumer::received).toList())
                .millisBehindLatest(0L)
                .checkpointer(checkpointer)
                .build());
        service.node().checkAlive();
    }

    void loseLease() {
        processor.leaseLost(LeaseLostInput.builder().build());
    }

    /** @param reached null for the end of the shard */
    private @Nullable Object checkpoint(@Nullable String reached) throws ShutdownException {
        boolean counts = service.node()
                .call(
                        "checkpoint " + lease + " at " + (reached == null ? "its end" : reached),
                        () -> reached == null ? lease.end(this) : lease.checkpoint(this, reached));
        if (!counts) {
            throw new ShutdownException("The lease of " + lease + " is another's");
        }
        return null;
    }

    private static KinesisClientRecord received(StreamRecord record) {
        return KinesisClientRecord.builder()
                .sequenceNumber(record.sequenceNumber())
                .partitionKey(record.partitionKey())
                .approximateArrivalTimestamp(record.arrivedAt())
                .data(ByteBuffer.wrap(record.data()))
                .build();
    }
}
