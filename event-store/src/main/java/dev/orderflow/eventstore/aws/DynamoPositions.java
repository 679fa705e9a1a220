package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Positions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Positions of one application in the table that all applications share: key ({@code application|streamId},
 * {@code position} or {@code queue#…}). Parked ones are in a sparse index, so that operators find them all.
 */
final class DynamoPositions implements Positions {
    static final String KEY = "pk";
    static final String PART = "sk";
    static final String POSITION = "position";
    static final String PARKED_INDEX = "parked";
    static final String PARKED = "parked";
    static final String PARKED_ORDER = "parkedOrder";

    static final String QUEUE = "queue#";
    private static final String SEEN = "seen";
    private static final String PARKED_KIND = "parkedKind";
    private static final String PARKED_CAUSE = "parkedCause";
    private static final String PARKED_AT_VERSION = "parkedAtVersion";
    private static final String PARKED_SINCE = "parkedSince";
    private static final String COMMIT = "commit";

    /** One constant key: streams are parked rarely, far below the 1,000 writes a second that it takes. */
    static final String YES = "yes";

    /** A cause is for people to read: a stack trace's worth, and far from the item's limit. */
    private static final int LONGEST_CAUSE = 4_000;

    /** Only what a batch refused is updated one by one; so many at once keep a thousand streams well below a second. */
    private static final int UPDATES_AT_ONCE = 16;

    private final DynamoDbClient dynamo;
    private final String table;
    private final String application;
    private final String insert;
    private final String update;
    private final BatchStatements statements;
    private final Semaphore updates = new Semaphore(UPDATES_AT_ONCE);

    DynamoPositions(DynamoDbClient dynamo, String table, String application) {
        this.dynamo = dynamo;
        this.table = table;
        this.application = application;
        this.insert = "INSERT INTO \"%s\" VALUE {'%s': ?, '%s': ?, '%s': ?}".formatted(table, KEY, PART, SEEN);
        this.update =
                "UPDATE \"%s\" SET %s = ? WHERE %s = ? AND %s = ? AND %s < ?".formatted(table, SEEN, KEY, PART, SEEN);
        this.statements = new BatchStatements(dynamo);
    }

    static CreateTableRequest tableRequest(String table) {
        return Tables.named(table)
                .attributeDefinitions(
                        Tables.text(KEY), Tables.text(PART), Tables.text(PARKED), Tables.text(PARKED_ORDER))
                .keySchema(Tables.hash(KEY), Tables.range(PART))
                .globalSecondaryIndexes(Tables.index(PARKED_INDEX, PARKED, PARKED_ORDER, ProjectionType.ALL))
                .build();
    }

    @Override
    public Map<StreamId, Position> find(Collection<StreamId> streams) {
        Map<StreamId, Position> found = new HashMap<>();
        List<Map<String, AttributeValue>> keys = new HashSet<>(streams)
                .stream().map(stream -> key(stream, POSITION)).toList();
        new BatchReads(dynamo, table).read(keys, item -> found.put(streamOf(item), position(item)));
        return found;
    }

    @Override
    public void advance(Map<StreamId, Rise> seen) {
        if (seen.size() == 1) {
            seen.forEach((stream, rise) -> advance(stream, rise.to()));
            return;
        }
        List<StreamId> streams = List.copyOf(seen.keySet());
        List<Boolean> risen = statements.run(streams.stream()
                .map(stream -> raising(stream, Objects.requireNonNull(seen.get(stream))))
                .toList());
        // Refused where the stream is further on, and where what was stored is not what it was thought to be. Only the
        // single update, which fits every case, may leave a position where it is.
        Map<StreamId, Rise> refused = new HashMap<>();
        for (int i = 0; i < streams.size(); i++) {
            if (!risen.get(i)) {
                refused.put(streams.get(i), Objects.requireNonNull(seen.get(streams.get(i))));
            }
        }
        advanceOneByOne(refused);
    }

    private BatchStatementRequest raising(StreamId stream, Rise rise) {
        BatchStatementRequest.Builder write = BatchStatementRequest.builder();
        AttributeValue key = Attributes.text(keyText(stream));
        AttributeValue part = Attributes.text(POSITION);
        AttributeValue to = Attributes.number(rise.to());
        return (rise.from() == 0
                        ? write.statement(insert).parameters(key, part, to)
                        : write.statement(update).parameters(to, key, part, to))
                .build();
    }

    private void advanceOneByOne(Map<StreamId, Rise> seen) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            seen.forEach((stream, rise) -> running.add(threads.submit(() -> {
                updates.acquireUninterruptibly();
                try {
                    advance(stream, rise.to());
                } finally {
                    updates.release();
                }
            })));
        }
        for (Future<?> update : running) {
            succeeded(update);
        }
    }

    private void advance(StreamId stream, long version) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key(stream, POSITION))
                    .updateExpression("SET " + SEEN + " = :seen")
                    .conditionExpression("attribute_not_exists(" + SEEN + ") OR " + SEEN + " < :seen")
                    .expressionAttributeValues(Map.of(":seen", Attributes.number(version))));
        } catch (ConditionalCheckFailedException e) {
            // Another worker is further on: positions are never lowered.
            return;
        }
    }

    @Override
    public void park(StreamId stream, Parking parking) {
        String cause = parking.cause();
        dynamo.updateItem(update -> update.tableName(table)
                .key(key(stream, POSITION))
                .updateExpression("SET " + PARKED + " = :yes, " + PARKED_ORDER + " = :order, " + PARKED_KIND
                        + " = :kind, " + PARKED_CAUSE + " = :cause, " + PARKED_AT_VERSION + " = :version, "
                        + PARKED_SINCE + " = :since")
                .expressionAttributeValues(Map.of(
                        ":yes", Attributes.text(YES),
                        ":order", Attributes.text(Attributes.micros(parking.since()) + "|" + keyText(stream)),
                        ":kind", Attributes.text(parking.kind().name()),
                        ":cause", Attributes.text(cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE))),
                        ":version", Attributes.number(parking.atVersion()),
                        ":since", Attributes.text(parking.since().toString()))));
    }

    @Override
    public void enqueue(StreamId stream, QueuedCommit commit) {
        Map<String, AttributeValue> item = new HashMap<>(key(stream, queuePart(commit.version())));
        item.put(COMMIT, Attributes.bytes(commit.bytes()));
        try {
            dynamo.putItem(
                    put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(" + KEY + ")"));
        } catch (ConditionalCheckFailedException e) {
            // It waits there already.
            return;
        }
    }

    @Override
    public List<QueuedCommit> queued(StreamId stream, int limit) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(KEY + " = :key AND begins_with(" + PART + ", :queue)")
                        .expressionAttributeValues(
                                Map.of(":key", Attributes.text(keyText(stream)), ":queue", Attributes.text(QUEUE)))
                        .limit(limit))
                .items()
                .stream()
                .limit(limit)
                .map(item ->
                        new QueuedCommit(queuedVersion(Attributes.text(item, PART)), Attributes.bytes(item, COMMIT)))
                .toList();
    }

    @Override
    public void dequeue(StreamId stream, QueuedCommit commit) {
        dynamo.deleteItem(delete -> delete.tableName(table).key(key(stream, queuePart(commit.version()))));
    }

    @Override
    public void unpark(StreamId stream) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(key(stream, POSITION))
                    .updateExpression("REMOVE "
                            + String.join(
                                    ", ",
                                    PARKED,
                                    PARKED_ORDER,
                                    PARKED_KIND,
                                    PARKED_CAUSE,
                                    PARKED_AT_VERSION,
                                    PARKED_SINCE))
                    .conditionExpression("attribute_exists(" + PARKED + ")"));
        } catch (ConditionalCheckFailedException e) {
            // It is not parked; without the condition an empty position would appear.
            return;
        }
    }

    static Position position(Map<String, AttributeValue> item) {
        return new Position(item.containsKey(SEEN) ? Attributes.number(item, SEEN) : 0, parking(item));
    }

    private static @Nullable Parking parking(Map<String, AttributeValue> item) {
        if (!item.containsKey(PARKED)) {
            return null;
        }
        return new Parking(
                Kind.valueOf(Attributes.text(item, PARKED_KIND)),
                Attributes.text(item, PARKED_CAUSE),
                Attributes.number(item, PARKED_AT_VERSION),
                Instant.parse(Attributes.text(item, PARKED_SINCE)));
    }

    static StreamId streamOf(Map<String, AttributeValue> item) {
        String key = Attributes.text(item, KEY);
        return StreamId.parse(key.substring(key.indexOf('|') + 1));
    }

    static String applicationOf(Map<String, AttributeValue> item) {
        String key = Attributes.text(item, KEY);
        return key.substring(0, key.indexOf('|'));
    }

    /** Twenty digits in the order of the versions; those below zero, of bytes that are no commit, come first. */
    static String queuePart(long version) {
        return QUEUE + (version < 0 ? "0" : "1") + "%019d".formatted(version < 0 ? version - Long.MIN_VALUE : version);
    }

    static long queuedVersion(String part) {
        long digits = Long.parseLong(part.substring(QUEUE.length() + 1));
        return part.charAt(QUEUE.length()) == '0' ? digits + Long.MIN_VALUE : digits;
    }

    private Map<String, AttributeValue> key(StreamId stream, String part) {
        return Map.of(KEY, Attributes.text(keyText(stream)), PART, Attributes.text(part));
    }

    private String keyText(StreamId stream) {
        return keyText(application, stream);
    }

    static String keyText(String application, StreamId stream) {
        return application + "|" + stream;
    }

    private static void succeeded(Future<?> update) {
        try {
            update.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while positions were saved", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Positions were not saved", e.getCause());
        }
    }
}
