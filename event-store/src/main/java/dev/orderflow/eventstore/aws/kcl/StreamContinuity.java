package dev.orderflow.eventstore.aws.kcl;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * Whether a stream still is what it was when a checkpoint was made. An engine that went back to an older state keeps the
 * stream's name and age, and lacks its newest records: reading on would silently pass over what comes first.
 */
final class StreamContinuity {
    /** A shard answers with empty batches while it looks for the next record; past so many it has none. */
    private static final int MOST_EMPTY_BATCHES = 20;

    private final KinesisAsyncClient kinesis;
    private final String stream;
    private final StreamDescriptionSummary description;
    private final Instant now;

    StreamContinuity(KinesisAsyncClient kinesis, String stream, StreamDescriptionSummary description, Instant now) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.description = description;
        this.now = now;
    }

    /**
     * @param sequenceNumber of a record that was read from an open shard
     * @return true where the record is gone and cannot have been trimmed by age
     */
    boolean lost(String shardId, String sequenceNumber) {
        String found;
        try {
            found = firstAt(shardId, ShardIteratorType.AT_SEQUENCE_NUMBER, sequenceNumber);
        } catch (InvalidArgumentException e) {
            // Kinesis refuses a number that this stream never gave out.
            return true;
        }
        if (sequenceNumber.equals(found)) {
            return false;
        }
        if (isYoungerThanItsRetention()) {
            return true;
        }
        String oldest = firstAt(shardId, ShardIteratorType.TRIM_HORIZON, null);
        return oldest != null && isBefore(oldest, sequenceNumber);
    }

    private boolean isYoungerThanItsRetention() {
        Duration retention = Duration.ofHours(description.retentionPeriodHours());
        return description.streamCreationTimestamp().plus(retention).isAfter(now);
    }

    private @Nullable String firstAt(String shardId, ShardIteratorType type, @Nullable String sequenceNumber) {
        String iterator = join(kinesis.getShardIterator(request -> request.streamName(stream)
                        .shardId(shardId)
                        .shardIteratorType(type)
                        .startingSequenceNumber(sequenceNumber)))
                .shardIterator();
        for (int batch = 0; batch < MOST_EMPTY_BATCHES && iterator != null; batch++) {
            String from = iterator;
            GetRecordsResponse response = join(
                    kinesis.getRecords(request -> request.shardIterator(from).limit(1)));
            List<Record> records = response.records();
            if (!records.isEmpty()) {
                return records.getFirst().sequenceNumber();
            }
            Long behind = response.millisBehindLatest();
            if (behind != null && behind == 0) {
                return null;
            }
            iterator = response.nextShardIterator();
        }
        return null;
    }

    /** Sequence numbers are decimal and of any length. */
    private static boolean isBefore(String one, String other) {
        return one.length() != other.length() ? one.length() < other.length() : one.compareTo(other) < 0;
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
