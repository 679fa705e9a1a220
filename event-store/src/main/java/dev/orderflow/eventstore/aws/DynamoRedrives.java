package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams.PastWish;
import dev.orderflow.eventstore.consumer.Redrives;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Wishes of operators, in the table of the positions: what is not done with yet under ({@code redrives|application},
 * stream), which is read consistently and costs next to nothing while it is empty; what became of it beside the stream's
 * position, under {@code redrive#time}.
 */
final class DynamoRedrives implements Redrives {
    private static final String OPEN = "redrives|";
    private static final String PAST = "redrive#";
    private static final String BY = "wishedBy";
    private static final String AT = "wishedAt";
    private static final String SKIP_VERSION = "skipVersion";
    private static final String SKIP_REASON = "skipReason";
    private static final String SKIPPED_AT = "skippedAt";
    private static final String END = "endedAs";
    private static final String SEEN = "seenThen";
    private static final String DETAIL = "detail";
    private static final String ENDED_AT = "endedAt";

    private final DynamoDbClient dynamo;
    private final String table;
    private final String application;

    DynamoRedrives(DynamoDbClient dynamo, String table, String application) {
        this.dynamo = dynamo;
        this.table = table;
        this.application = application;
    }

    @Override
    public List<Wish> wished(int limit) {
        return dynamo
                .query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(DynamoPositions.KEY + " = :key")
                        .expressionAttributeValues(Map.of(":key", Attributes.text(OPEN + application)))
                        .limit(limit))
                .items()
                .stream()
                .map(item -> wish(StreamId.parse(Attributes.text(item, DynamoPositions.PART)), item))
                .toList();
    }

    /** @return the wish that stands */
    Wish wish(Wish wish) {
        Map<String, AttributeValue> item = new HashMap<>(openKey(wish.stream()));
        item.putAll(attributes(wish));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(" + DynamoPositions.KEY + ")"));
            return wish;
        } catch (ConditionalCheckFailedException e) {
            // Done with between the two calls: then this one is put after all.
            return wished(wish.stream()).orElseGet(() -> wish(wish));
        }
    }

    Optional<Wish> wished(StreamId stream) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(openKey(stream)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(wish(stream, item));
    }

    @Override
    public void skipping(Wish wish, Instant at) {
        try {
            dynamo.updateItem(update -> update.tableName(table)
                    .key(openKey(wish.stream()))
                    .updateExpression("SET " + SKIPPED_AT + " = if_not_exists(" + SKIPPED_AT + ", :at)")
                    .conditionExpression(AT + " = :wished")
                    .expressionAttributeValues(
                            Map.of(":at", Attributes.time(at), ":wished", Attributes.time(wish.at()))));
        } catch (ConditionalCheckFailedException e) {
            throw new IllegalStateException("Another worker is done with the redrive of " + wish.stream(), e);
        }
    }

    @Override
    public void done(Wish wish, Done done) {
        Map<String, AttributeValue> past = new HashMap<>(Map.of(
                DynamoPositions.KEY,
                Attributes.text(DynamoPositions.keyText(application, wish.stream())),
                DynamoPositions.PART,
                Attributes.text(PAST + Attributes.micros(wish.at())),
                END,
                Attributes.text(done.end().name()),
                SEEN,
                Attributes.number(done.seen()),
                DETAIL,
                Attributes.text(done.detail()),
                ENDED_AT,
                Attributes.time(done.at())));
        past.putAll(attributes(wish));
        dynamo.putItem(put -> put.tableName(table).item(past));
        try {
            dynamo.deleteItem(delete -> delete.tableName(table)
                    .key(openKey(wish.stream()))
                    .conditionExpression(AT + " = :wished")
                    .expressionAttributeValues(Map.of(":wished", Attributes.time(wish.at()))));
        } catch (ConditionalCheckFailedException e) {
            // It was told before, and a later wish may stand there by now.
            return;
        }
    }

    List<PastWish> history(StreamId stream, int limit) {
        return dynamo
                .query(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(
                                DynamoPositions.KEY + " = :key AND begins_with(" + DynamoPositions.PART + ", :past)")
                        .expressionAttributeValues(Map.of(
                                ":key", Attributes.text(DynamoPositions.keyText(application, stream)),
                                ":past", Attributes.text(PAST)))
                        .scanIndexForward(false)
                        .limit(limit))
                .items()
                .stream()
                .map(item -> new PastWish(
                        wish(stream, item),
                        new Done(
                                End.valueOf(Attributes.text(item, END)),
                                Attributes.number(item, SEEN),
                                Attributes.text(item, DETAIL),
                                Attributes.time(item, ENDED_AT))))
                .toList();
    }

    private static Map<String, AttributeValue> attributes(Wish wish) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put(BY, Attributes.text(wish.by()));
        attributes.put(AT, Attributes.time(wish.at()));
        Skip skip = wish.skip();
        if (skip != null) {
            attributes.put(SKIP_VERSION, Attributes.number(skip.version()));
            attributes.put(SKIP_REASON, Attributes.text(skip.reason()));
        }
        Instant skippedAt = wish.skippedAt();
        if (skippedAt != null) {
            attributes.put(SKIPPED_AT, Attributes.time(skippedAt));
        }
        return attributes;
    }

    private static Wish wish(StreamId stream, Map<String, AttributeValue> item) {
        @Nullable
        Skip skip = item.containsKey(SKIP_VERSION)
                ? new Skip(Attributes.number(item, SKIP_VERSION), Attributes.text(item, SKIP_REASON))
                : null;
        return new Wish(
                stream,
                Attributes.text(item, BY),
                Attributes.time(item, AT),
                skip,
                item.containsKey(SKIPPED_AT) ? Attributes.time(item, SKIPPED_AT) : null);
    }

    private Map<String, AttributeValue> openKey(StreamId stream) {
        return Map.of(
                DynamoPositions.KEY,
                Attributes.text(OPEN + application),
                DynamoPositions.PART,
                Attributes.text(stream.toString()));
    }
}
