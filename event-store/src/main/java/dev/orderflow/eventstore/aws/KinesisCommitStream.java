package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** PutRecords; every entry's own answer counts, never the sum of failures, which need not match. */
final class KinesisCommitStream implements CommitStream {
    private static final Logger log = LoggerFactory.getLogger(KinesisCommitStream.class);

    private final KinesisClient kinesis;
    private final String stream;

    KinesisCommitStream(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    @Override
    public List<Boolean> put(List<StoredCommit> batch) {
        CommitStream.checkOneOfEachStream(batch);
        if (batch.isEmpty()) {
            return List.of();
        }
        List<PutRecordsRequestEntry> entries = batch.stream()
                .map(stored -> PutRecordsRequestEntry.builder()
                        .partitionKey(stored.commit().streamId().toString())
                        .data(SdkBytes.fromByteArrayUnsafe(stored.bytes()))
                        .build())
                .toList();
        List<PutRecordsResultEntry> answers = kinesis.putRecords(
                        put -> put.streamName(stream).records(entries))
                .records();
        if (answers.size() != batch.size()) {
            throw new IllegalStateException("Stream " + stream + " answered " + answers.size() + " entries of "
                    + batch.size() + "; none of them counts as taken");
        }
        List<Boolean> taken = new ArrayList<>(batch.size());
        Map<String, Integer> refusals = new TreeMap<>();
        for (PutRecordsResultEntry answer : answers) {
            String error = answer.errorCode();
            taken.add(error == null && answer.sequenceNumber() != null);
            if (error != null) {
                refusals.merge(error, 1, Integer::sum);
            }
        }
        if (!refusals.isEmpty()) {
            log.warn("Stream {} refused some of {} records, they are put again: {}", stream, batch.size(), refusals);
        }
        return taken;
    }
}
