package dev.orderflow.launcher.record;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All services' journals: the one truth that everything else is compared with. */
public final class Journals {
    private static final String SUFFIX = "-journal";

    /** Where the order service keeps the orders' journals. */
    public static final String OF_ORDERS = "orders" + SUFFIX;

    private final DynamoDbClient dynamo;
    private final CommitCodec codec = CommitCodec.standard();

    public Journals(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /** Every commit of every journal; those of one stream in order, the streams in none. */
    public void read(Consumer<Commit> reader) {
        for (String table : tables()) {
            // One stream's items lie together in key order, so a scan brings them as they were appended.
            dynamo.scanPaginator(
                            scan -> scan.tableName(table).consistentRead(true).projectionExpression("payload"))
                    .items()
                    .forEach(item -> reader.accept(decode(item)));
        }
    }

    /** One order as its own journal tells it now; empty where it has none. */
    public Optional<OrderRecord> order(String orderId) {
        List<Commit> commits = ofOrders(new StreamId("order", orderId));
        if (commits.isEmpty()) {
            return Optional.empty();
        }
        OrderRecord order = OrderRecord.startedBy(commits.getFirst());
        for (Commit later : commits.subList(1, commits.size())) {
            order = order.with(later);
        }
        return Optional.of(order);
    }

    /** How far an import is, as its own journal tells it now. */
    public ImportRecord importOf(String importId) {
        ImportRecord record = ImportRecord.UNKNOWN;
        for (Commit commit : ofOrders(new StreamId("import", importId))) {
            record = record.with(commit);
        }
        return record;
    }

    /** Every commit of one stream of the order service, in order; a query, however much else the table holds. */
    private List<Commit> ofOrders(StreamId stream) {
        List<Commit> commits = new ArrayList<>();
        dynamo.queryPaginator(query -> query.tableName(OF_ORDERS)
                        .consistentRead(true)
                        .keyConditionExpression("streamId = :stream")
                        .expressionAttributeValues(Map.of(":stream", AttributeValue.fromS(stream.toString())))
                        .projectionExpression("payload"))
                .items()
                .forEach(item -> commits.add(decode(item)));
        return commits;
    }

    /** Whether no journal has a commit; also where there is none. */
    public boolean isEmpty() {
        return tables().stream()
                .noneMatch(table ->
                        dynamo.scan(scan -> scan.tableName(table).limit(1)).count() > 0);
    }

    private Commit decode(Map<String, AttributeValue> item) {
        AttributeValue payload = item.get("payload");
        if (payload == null) {
            throw new IllegalStateException("A journal's item has no payload: " + item.keySet());
        }
        return codec.decode(payload.b().asByteArrayUnsafe());
    }

    private List<String> tables() {
        List<String> tables = new ArrayList<>();
        dynamo.listTablesPaginator().tableNames().stream()
                .filter(name -> name.endsWith(SUFFIX))
                .forEach(tables::add);
        return tables;
    }
}
