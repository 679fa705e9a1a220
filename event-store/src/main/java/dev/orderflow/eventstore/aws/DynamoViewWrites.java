package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.view.ViewRules;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** Writes of views, each conditional on the stored version: one by one, or all or none. */
final class DynamoViewWrites implements ViewTransactions {
    /** A conflicting transaction lasts milliseconds; with the backoff this waits about two seconds. */
    private static final int ATTEMPTS = 7;

    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    /** Reasons of a cancellation that are over soon. */
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    private final DynamoDbClient dynamo;

    DynamoViewWrites(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    boolean save(Pending<?> pending) {
        Put put = pending.put();
        return unlessContended(put.tableName(), () -> {
            try {
                dynamo.putItem(request -> request.tableName(put.tableName())
                        .item(put.item())
                        .conditionExpression(put.conditionExpression())
                        .expressionAttributeValues(
                                put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null));
                return true;
            } catch (ConditionalCheckFailedException e) {
                return false;
            }
        });
    }

    @Override
    public boolean commit(List<Views.Write<?>> writes) {
        List<Pending<?>> pending =
                writes.stream().<Pending<?>>map(write -> (Pending<?>) write).toList();
        ViewRules.checkTransaction(pending.stream().map(Pending::identity).toList());
        if (pending.size() == 1) {
            // Half the price of a transaction of one.
            return save(pending.getFirst());
        }
        List<TransactWriteItem> items = pending.stream()
                .map(write -> TransactWriteItem.builder().put(write.put()).build())
                .toList();
        return unlessContended("several tables", () -> {
            try {
                dynamo.transactWriteItems(request -> request.transactItems(items));
                return true;
            } catch (TransactionCanceledException e) {
                return answerTo(e);
            }
        });
    }

    /** False where a version was not the expected one; where something else passes soon, tells so. */
    private static boolean answerTo(TransactionCanceledException cancelled) {
        Set<String> codes = cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .filter(code -> code != null && !code.equals("None"))
                .collect(Collectors.toSet());
        if (codes.contains(CONDITION_FAILED)) {
            return false;
        }
        if (!codes.isEmpty() && PASSING.containsAll(codes)) {
            throw new ContendedException(cancelled);
        }
        throw cancelled;
    }

    private static boolean unlessContended(String table, BooleanSupplier write) {
        Backoff backoff = Backoff.ofTable();
        RuntimeException last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (last != null) {
                backoff.pause();
            }
            try {
                return write.getAsBoolean();
            } catch (TransactionConflictException | ContendedException e) {
                last = e;
            }
        }
        throw new TransientFailureException("Writes to " + table + " kept conflicting with other transactions", last);
    }

    private static final class ContendedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ContendedException(TransactionCanceledException cause) {
            super(cause);
        }
    }

    /** @param item with all its attributes */
    record Pending<V>(String table, Map<String, AttributeValue> item, long expectedVersion) implements Views.Write<V> {
        Object identity() {
            return List.of(table, Attributes.text(item, ViewItems.ID));
        }

        Put put() {
            Put.Builder put = Put.builder().tableName(table).item(item);
            return (expectedVersion == 0
                            ? put.conditionExpression("attribute_not_exists(" + ViewItems.ID + ")")
                            : put.conditionExpression(ViewItems.VERSION + " = :expected")
                                    .expressionAttributeValues(Map.of(":expected", Attributes.number(expectedVersion))))
                    .build();
        }
    }
}
