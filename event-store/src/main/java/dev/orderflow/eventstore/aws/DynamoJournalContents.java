package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.verification.JournalContents;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The journals of several services, scanned table by table; for proofs only. */
final class DynamoJournalContents implements JournalContents {
    private static final String ALL = String.join(
            ",", DynamoJournal.STREAM, DynamoJournal.VERSION, DynamoJournal.RECORDED_AT, DynamoJournal.PAYLOAD);

    private final DynamoDbClient dynamo;
    private final List<String> tables;

    /** Where a category of streams was found: a service has its own. */
    private final Map<String, String> tableOfCategory = new HashMap<>();

    DynamoJournalContents(DynamoDbClient dynamo, List<String> tables) {
        this.dynamo = dynamo;
        this.tables = List.copyOf(tables);
    }

    @Override
    public void read(Consumer<StoredBytes> reader) {
        for (String table : tables) {
            dynamo.scanPaginator(
                            scan -> scan.tableName(table).consistentRead(true).projectionExpression(ALL))
                    .items()
                    .forEach(item -> {
                        StoredBytes stored = stored(item);
                        remember(stored.stream().category(), table);
                        reader.accept(stored);
                    });
        }
    }

    @Override
    public Optional<StoredBytes> find(StreamId stream, long firstVersion) {
        String known = tableOf(stream.category());
        for (String table : known == null ? tables : List.of(known)) {
            var found = dynamo.getItem(get -> get.tableName(table)
                    .consistentRead(true)
                    .projectionExpression(ALL)
                    .key(Map.of(
                            DynamoJournal.STREAM, Attributes.text(stream.toString()),
                            DynamoJournal.VERSION, Attributes.number(firstVersion))));
            if (found.hasItem() && !found.item().isEmpty()) {
                return Optional.of(stored(found.item()));
            }
        }
        return Optional.empty();
    }

    private synchronized void remember(String category, String table) {
        tableOfCategory.put(category, table);
    }

    private synchronized @Nullable String tableOf(String category) {
        return tableOfCategory.get(category);
    }

    private static StoredBytes stored(Map<String, AttributeValue> item) {
        return new StoredBytes(
                StreamId.parse(Attributes.text(item, DynamoJournal.STREAM)),
                Attributes.number(item, DynamoJournal.VERSION),
                Instant.parse(Attributes.text(item, DynamoJournal.RECORDED_AT)),
                Attributes.bytes(item, DynamoJournal.PAYLOAD));
    }
}
