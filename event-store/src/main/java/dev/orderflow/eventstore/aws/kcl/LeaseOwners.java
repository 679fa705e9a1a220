package dev.orderflow.eventstore.aws.kcl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Whose leases are whose, where the library leaves it open: a worker that stops in order keeps its name on its leases, and
 * the shards would stand still until the leases expire.
 *
 * <p>Each change is conditional on the owner and counts the lease up, as the library's own do: whoever still believes to
 * hold it finds out with its next renewal.
 */
final class LeaseOwners {
    private final String table;
    private final DynamoDbAsyncClient dynamo;

    LeaseOwners(String table, DynamoDbAsyncClient dynamo) {
        this.table = table;
        this.dynamo = dynamo;
    }

    /** Takes those that nobody owns: a worker that comes back has them at once, without waiting for a leader. */
    void adopt(String worker, List<String> leaseKeys) {
        Map<String, AttributeValue> values =
                Map.of(":worker", AttributeValue.fromS(worker), ":one", AttributeValue.fromN("1"));
        leaseKeys.forEach(key -> change(
                UpdateItemRequest.builder()
                        .updateExpression("SET leaseOwner = :worker ADD leaseCounter :one")
                        .conditionExpression("attribute_exists(leaseKey) AND attribute_not_exists(leaseOwner)")
                        .expressionAttributeValues(values),
                key));
    }

    /** Gives back what the worker owns; what another one waits for already goes to that one. */
    void giveBack(String worker, List<String> leaseKeys) {
        Map<String, AttributeValue> values =
                Map.of(":worker", AttributeValue.fromS(worker), ":one", AttributeValue.fromN("1"));
        for (String key : leaseKeys) {
            change(
                    UpdateItemRequest.builder()
                            .updateExpression("REMOVE leaseOwner ADD leaseCounter :one")
                            .conditionExpression("leaseOwner = :worker AND attribute_not_exists(checkpointOwner)")
                            .expressionAttributeValues(values),
                    key);
            change(
                    UpdateItemRequest.builder()
                            .updateExpression("REMOVE checkpointOwner ADD leaseCounter :one")
                            .conditionExpression("checkpointOwner = :worker")
                            .expressionAttributeValues(values),
                    key);
        }
    }

    private void change(UpdateItemRequest.Builder update, String leaseKey) {
        try {
            CompletableFuture<?> done = dynamo.updateItem(update.tableName(table)
                    .key(Map.of("leaseKey", AttributeValue.fromS(leaseKey)))
                    .build());
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ConditionalCheckFailedException) {
                // It is not what it was when the table was read: then it is somebody else's to decide.
                return;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
