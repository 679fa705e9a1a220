package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * Between the library and a {@link ShardHandler}: checkpoints exactly what the handler says is durable.
 *
 * <p>The library skips the records of a call that throws, and a later checkpoint passes them. So nothing is ever thrown
 * from here: a handler that throws has a bug or no memory left, and the process ends, to start again where the last
 * checkpoint is.
 */
public final class ShardProcessor implements ShardRecordProcessor {
    private static final Logger log = LoggerFactory.getLogger(ShardProcessor.class);

    private final ShardHandler.Factory handlers;
    private final ConsumerStatus status;
    private final Duration checkpointEvery;
    private final InstantSource clock;
    private final Consumer<Throwable> fatal;
    private String shardId = "";
    private @Nullable ShardHandler handler;
    private boolean failed;
    private @Nullable String handedOver;
    private @Nullable String durable;
    private @Nullable String checkpointed;
    private Instant checkpointedAt;

    /** @param fatal is told what must not happen; nothing is done after it, and the process should end */
    public ShardProcessor(
            ShardHandler.Factory handlers,
            ConsumerStatus status,
            Duration checkpointEvery,
            InstantSource clock,
            Consumer<Throwable> fatal) {
        this.handlers = handlers;
        this.status = status;
        this.checkpointEvery = checkpointEvery;
        this.clock = clock;
        this.fatal = fatal;
        this.checkpointedAt = clock.instant();
    }

    @Override
    public void initialize(InitializationInput input) {
        guarded(() -> {
            shardId = input.shardId();
            handler = handlers.open(shardId);
            status.opened(shardId);
            log.info(
                    "Reading {} from {}",
                    shardId,
                    input.extendedSequenceNumber().sequenceNumber());
        });
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        guarded(() -> {
            List<StreamRecord> records =
                    input.records().stream().map(ShardProcessor::toRecord).toList();
            if (!records.isEmpty()) {
                handedOver = records.getLast().sequenceNumber();
            }
            if (status.working(shardId, behind(input), records.size())) {
                log.info("First records came after {}", status.firstRecordAfter());
            }
            note(handler().process(records));
            status.idle(shardId);
            if (!clock.instant().isBefore(checkpointedAt.plus(checkpointEvery))) {
                checkpoint(input.checkpointer());
            }
        });
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        guarded(() -> {
            if (handler != null) {
                handler.abandon();
            }
            status.closed(shardId);
            log.info("Gave up {} at {}", shardId, checkpointed);
        });
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
        guarded(() -> {
            note(handler().finish());
            if (handedOver == null || handedOver.equals(durable)) {
                if (attempt("end", () -> input.checkpointer().checkpoint())) {
                    log.info("{} has ended and is done", shardId);
                }
            } else {
                checkpoint(input.checkpointer());
                log.warn("{} has ended, but only what came before {} is done; it comes again", shardId, durable);
            }
            status.closed(shardId);
        });
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        guarded(() -> {
            note(handler().finish());
            checkpoint(input.checkpointer());
        });
    }

    private ShardHandler handler() {
        if (handler == null) {
            throw new IllegalStateException("Records of " + shardId + " came before it was opened");
        }
        return handler;
    }

    private void note(@Nullable String newlyDurable) {
        if (newlyDurable != null) {
            durable = newlyDurable;
        }
    }

    private void checkpoint(RecordProcessorCheckpointer checkpointer) {
        String reached = durable;
        if (reached != null && !reached.equals(checkpointed)) {
            attempt(reached, () -> checkpointer.checkpoint(reached));
        }
    }

    /** @return whether it was written */
    private boolean attempt(String reached, Checkpoint checkpoint) {
        checkpointedAt = clock.instant();
        try {
            checkpoint.write();
            checkpointed = reached;
            status.checkpointed(shardId);
            return true;
        } catch (ShutdownException e) {
            log.info("{} belongs to another worker now; what is not checkpointed is theirs to do", shardId);
            return false;
        } catch (KinesisClientLibException | RuntimeException e) {
            // Tried again with the next batch; until then, more would come again after a crash.
            log.warn("Could not checkpoint {} at {}, trying again: {}", shardId, reached, e.toString());
            return false;
        }
    }

    private interface Checkpoint {
        void write() throws KinesisClientLibException;
    }

    private void guarded(Runnable work) {
        if (failed) {
            return;
        }
        try {
            work.run();
        } catch (Throwable e) {
            failed = true;
            fatal.accept(e);
        }
    }

    private static Duration behind(ProcessRecordsInput input) {
        Long millis = input.millisBehindLatest();
        return Duration.ofMillis(millis == null ? 0 : millis);
    }

    private static StreamRecord toRecord(KinesisClientRecord record) {
        ByteBuffer data = record.data().duplicate();
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return new StreamRecord(
                record.sequenceNumber(), record.partitionKey(), bytes, record.approximateArrivalTimestamp());
    }
}
