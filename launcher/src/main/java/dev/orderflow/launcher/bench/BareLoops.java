package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.Journals;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The least that any suite on these engines would have to do for an order: put an item of the very bytes of an order's
 * first commit into a table like the journal, and put its payload on a stream. Nothing else of the suite is in the way.
 */
final class BareLoops {
    static final String TABLE = "bench-puts";
    private static final String STREAM = "bench-records";
    private static final String STREAM_ID = "streamId";
    private static final String PAYLOAD = "payload";

    /** Long enough for thousands of puts, short enough that a busy neighbour meets both kinds of round. */
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final Engines engines;
    private final Map<String, AttributeValue> commit;
    private final AtomicLong puts = new AtomicLong();

    private BareLoops(Engines engines, Map<String, AttributeValue> commit) {
        this.engines = engines;
        this.commit = commit;
    }

    /** @param orderId whose first commit is the pattern; its table's keys and indexes are copied too */
    static BareLoops like(String orderId, Engines engines) {
        TableDescription journal = engines.dynamo()
                .describeTable(describe -> describe.tableName(Journals.OF_ORDERS))
                .table();
        engines.dynamo()
                .createTable(table -> table.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(journal.attributeDefinitions())
                        .keySchema(journal.keySchema())
                        .globalSecondaryIndexes(journal.globalSecondaryIndexes().stream()
                                .map(index -> GlobalSecondaryIndex.builder()
                                        .indexName(index.indexName())
                                        .keySchema(index.keySchema())
                                        .projection(index.projection())
                                        .build())
                                .toList()));
        engines.dynamo().waiter().waitUntilTableExists(describe -> describe.tableName(TABLE));
        engines.kinesis().createStream(create -> create.streamName(STREAM).shardCount(1));
        engines.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName(STREAM));
        return new BareLoops(engines, firstCommit(orderId, engines.dynamo()));
    }

    private static Map<String, AttributeValue> firstCommit(String orderId, DynamoDbClient dynamo) {
        return dynamo
                .query(query -> query.tableName(Journals.OF_ORDERS)
                        .consistentRead(true)
                        .keyConditionExpression(STREAM_ID + " = :stream")
                        .expressionAttributeValues(Map.of(":stream", AttributeValue.fromS("order-" + orderId)))
                        .limit(1))
                .items()
                .stream()
                .findFirst()
                .orElseThrow(() -> new SuiteException("Order " + orderId + " was accepted and has no journal"));
    }

    long commitBytes() {
        return ItemBytes.of(commit);
    }

    /** Conditional puts a second. */
    double puts() {
        return perSecond(this::put);
    }

    /** Conditional puts a second, each followed by a put of its payload on the stream. */
    double putsAndRecords() {
        return perSecond(item -> {
            put(item);
            AttributeValue payload = item.get(PAYLOAD);
            AttributeValue stream = item.get(STREAM_ID);
            if (payload == null || stream == null) {
                throw new SuiteException("A journal's item lacks its payload or key: " + item.keySet());
            }
            engines.kinesis()
                    .putRecord(put ->
                            put.streamName(STREAM).partitionKey(stream.s()).data(payload.b()));
        });
    }

    private void put(Map<String, AttributeValue> item) {
        engines.dynamo()
                .putItem(put ->
                        put.tableName(TABLE).item(item).conditionExpression("attribute_not_exists(" + STREAM_ID + ")"));
    }

    private double perSecond(Consumer<Map<String, AttributeValue>> once) {
        long began = System.nanoTime();
        List<Long> done = Workers.together(() -> {
            long mine = 0;
            while (System.nanoTime() - began < ROUND.toNanos()) {
                once.accept(another());
                mine++;
            }
            return mine;
        });
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return Figures.perSecond(done.stream().mapToLong(Long::longValue).sum(), took);
    }

    /** The same bytes under a key of the same length that is free. */
    private Map<String, AttributeValue> another() {
        Map<String, AttributeValue> item = new HashMap<>(commit);
        AttributeValue pattern = commit.getOrDefault(STREAM_ID, AttributeValue.fromS(""));
        int digits = pattern.s().length() - "order-".length();
        String key = "order-" + String.format(Locale.ROOT, "%0" + digits + "d", puts.getAndIncrement());
        item.put(STREAM_ID, AttributeValue.fromS(key));
        return item;
    }
}
