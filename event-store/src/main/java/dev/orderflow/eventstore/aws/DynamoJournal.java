package dev.orderflow.eventstore.aws;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.journal.VersionOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * One service's journals in one table: one item per commit, key (stream id, first version), never changed.
 *
 * <p>The put is conditional on the key being free; a refusal brings the stored item along, so a lost reply is told from a
 * lost race without another read.
 */
final class DynamoJournal implements Journal {
    static final String STREAM = "streamId";
    static final String VERSION = "firstVersion";
    static final String PAYLOAD = "payload";
    static final String WRITER = "writer";
    static final String RECORDED_AT = "recordedAt";
    static final String BY_WRITER = "by-writer";

    private static final String EVENTS = "eventCount";
    private static final String COMMIT = "commitId";

    /** Backwards, the reader mostly wants one or two commits. */
    private static final int BACKWARDS_AT_ONCE = 8;

    private final DynamoDbClient dynamo;
    private final String table;
    private final CommitCodec codec = CommitCodec.standard();

    DynamoJournal(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    static CreateTableRequest tableRequest(String table) {
        return Tables.named(table)
                .attributeDefinitions(
                        Tables.text(STREAM), Tables.number(VERSION), Tables.text(WRITER), Tables.text(RECORDED_AT))
                .keySchema(Tables.hash(STREAM), Tables.range(VERSION))
                .globalSecondaryIndexes(Tables.index(BY_WRITER, WRITER, RECORDED_AT, ProjectionType.KEYS_ONLY))
                .build();
    }

    @Override
    public AppendOutcome append(StoredCommit stored) {
        Commit commit = stored.commit();
        if (stored.bytes().length > LARGEST_COMMIT_BYTES) {
            throw new CommitTooLargeException(commit, stored.bytes().length);
        }
        Map<String, AttributeValue> item = Map.of(
                STREAM, Attributes.text(commit.streamId().toString()),
                VERSION, Attributes.number(commit.firstVersion()),
                EVENTS, Attributes.number(commit.events().size()),
                COMMIT, Attributes.text(commit.metadata().commitId()),
                WRITER, Attributes.text(WriterBuckets.bucketOf(commit)),
                RECORDED_AT, Attributes.time(commit.metadata().recordedAt()),
                PAYLOAD, Attributes.bytes(stored.bytes()));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(" + STREAM + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return AppendOutcome.APPENDED;
        } catch (ConditionalCheckFailedException e) {
            if (!e.hasItem()) {
                throw new IllegalStateException(
                        "The engine behind table " + table + " does not say which commit took " + commit
                                + " (ReturnValuesOnConditionCheckFailure)",
                        e);
            }
            boolean mine =
                    Attributes.text(e.item(), COMMIT).equals(commit.metadata().commitId())
                            && Arrays.equals(Attributes.bytes(e.item(), PAYLOAD), stored.bytes());
            return mine ? AppendOutcome.APPENDED : AppendOutcome.VERSION_TAKEN;
        }
    }

    @Override
    public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
        VersionOrder inOrder = new VersionOrder(stream, afterVersion, reader);
        for (var item : query(stream, VERSION + " > :version", afterVersion, true)) {
            inOrder.accept(stored(item));
        }
    }

    @Override
    public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
        for (var item : query(stream, VERSION + " <= :version", upTo, false)) {
            if (!reader.test(stored(item))) {
                return;
            }
        }
    }

    private Iterable<Map<String, AttributeValue>> query(
            StreamId stream, String condition, long version, boolean forward) {
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(STREAM + " = :stream AND " + condition)
                .expressionAttributeValues(
                        Map.of(":stream", Attributes.text(stream.toString()), ":version", Attributes.number(version)))
                .projectionExpression(STREAM + "," + VERSION + "," + PAYLOAD)
                .scanIndexForward(forward);
        if (!forward) {
            query.limit(BACKWARDS_AT_ONCE);
        }
        return dynamo.queryPaginator(query.build()).items();
    }

    StoredCommit stored(Map<String, AttributeValue> item) {
        byte[] payload = Attributes.bytes(item, PAYLOAD);
        try {
            return new StoredCommit(codec.decode(payload), payload);
        } catch (UnreadableCommitException e) {
            throw new IllegalStateException(
                    "Cannot read " + Attributes.text(item, STREAM) + "@" + Attributes.number(item, VERSION)
                            + " of table " + table + ": " + e.getMessage(),
                    e);
        }
    }

    String table() {
        return table;
    }

    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(
                STREAM, Attributes.text(Attributes.text(item, STREAM)),
                VERSION, Attributes.number(Attributes.number(item, VERSION)));
    }
}
