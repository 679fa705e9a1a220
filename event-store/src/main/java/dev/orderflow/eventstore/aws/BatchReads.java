package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Consistent reads of many items by key, in no order; what a batch leaves unprocessed is asked for again. */
final class BatchReads {
    /** DynamoDB takes no more. */
    private static final int MOST_KEYS = 100;

    /** With the backoff about six seconds: longer throttling is the caller's to wait out. */
    private static final int ATTEMPTS = 10;

    private final DynamoDbClient dynamo;
    private final String table;

    BatchReads(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** @param keys without repetition */
    void read(Collection<Map<String, AttributeValue>> keys, Consumer<Map<String, AttributeValue>> found) {
        List<Map<String, AttributeValue>> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += MOST_KEYS) {
            readBatch(all.subList(from, Math.min(all.size(), from + MOST_KEYS)), found);
        }
    }

    private void readBatch(List<Map<String, AttributeValue>> batch, Consumer<Map<String, AttributeValue>> found) {
        List<Map<String, AttributeValue>> left = new ArrayList<>(batch);
        Backoff backoff = Backoff.ofTable();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Map<String, KeysAndAttributes> request = Map.of(
                    table,
                    KeysAndAttributes.builder().keys(left).consistentRead(true).build());
            BatchGetItemResponse response = dynamo.batchGetItem(get -> get.requestItems(request));
            List<Map<String, AttributeValue>> items = response.responses().getOrDefault(table, List.of());
            items.forEach(found);
            KeysAndAttributes unprocessed = response.unprocessedKeys().get(table);
            if (unprocessed == null || unprocessed.keys().isEmpty()) {
                return;
            }
            left = unprocessed.keys();
            // An answer is full at 16 MB: as long as items come there is no reason to wait.
            if (items.isEmpty()) {
                backoff.pause();
            }
        }
        throw new TransientFailureException(
                "Table " + table + " left " + left.size() + " keys unprocessed " + ATTEMPTS + " times");
    }
}
