package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.StreamHistories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One item per commit, key (stream id, first version), with the place of the record that brought it first. Never changed,
 * so that the answer to a repeated question stays the same.
 */
final class DynamoStreamHistories implements StreamHistories {
    private static final String STREAM = "streamId";
    private static final String VERSION = "firstVersion";
    private static final String COMMIT = "commit";
    private static final String PLACE = "place";

    /** Conditional puts cannot be batched; so many at once archive a full object of two thousand within seconds. */
    private static final int PUTS_AT_ONCE = 16;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Semaphore puts = new Semaphore(PUTS_AT_ONCE);

    DynamoStreamHistories(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    static CreateTableRequest tableRequest(String table) {
        return Tables.named(table)
                .attributeDefinitions(Tables.text(STREAM), Tables.number(VERSION))
                .keySchema(Tables.hash(STREAM), Tables.range(VERSION))
                .build();
    }

    @Override
    public List<Kept> keep(List<ArchivedRecord> commits) {
        List<Future<Kept>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ArchivedRecord commit : commits) {
                running.add(threads.submit(() -> {
                    puts.acquireUninterruptibly();
                    try {
                        return keep(commit);
                    } finally {
                        puts.release();
                    }
                }));
            }
        }
        return running.stream().map(DynamoStreamHistories::result).toList();
    }

    private Kept keep(ArchivedRecord record) {
        var header = Objects.requireNonNull(record.header(), "a record that is no commit has no place here");
        byte[] bytes = record.record().data();
        Map<String, AttributeValue> item = Map.of(
                STREAM, Attributes.text(header.streamId().toString()),
                VERSION, Attributes.number(header.firstVersion()),
                COMMIT, Attributes.bytes(bytes),
                PLACE, Attributes.text(record.place()));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(" + STREAM + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Kept.FIRST;
        } catch (ConditionalCheckFailedException e) {
            if (!e.hasItem()) {
                throw new IllegalStateException(
                        "The engine behind table " + table + " does not say what took " + header
                                + " (ReturnValuesOnConditionCheckFailure)",
                        e);
            }
            if (Attributes.text(e.item(), PLACE).equals(record.place())) {
                return Kept.FIRST;
            }
            return Arrays.equals(Attributes.bytes(e.item(), COMMIT), bytes) ? Kept.REPEATED : Kept.CONFLICT;
        }
    }

    @Override
    public List<KeptCommit> read(StreamId stream, long fromVersion, int limit) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(STREAM + " = :stream AND " + VERSION + " >= :from")
                        .expressionAttributeValues(Map.of(
                                ":stream", Attributes.text(stream.toString()),
                                ":from", Attributes.number(fromVersion)))
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(item -> new KeptCommit(Attributes.number(item, VERSION), Attributes.bytes(item, COMMIT)))
                .toList();
    }

    private static Kept result(Future<Kept> put) {
        try {
            return put.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while commits were kept", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Commits were not kept", e.getCause());
        }
    }
}
