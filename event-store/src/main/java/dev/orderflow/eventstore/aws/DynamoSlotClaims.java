package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.slot.SlotClaim;
import dev.orderflow.eventstore.slot.SlotClaims;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/** One small item for each slot that is held; all services share the table. */
final class DynamoSlotClaims implements SlotClaims {
    private static final String SERVICE = "service";
    private static final String SLOT = "slot";
    private static final String OWNER = "claimedBy";
    private static final String RENEWED_AT = "renewedAt";
    private static final String AS_SEEN = OWNER + " = :owner AND " + RENEWED_AT + " = :renewedAt";

    private final DynamoDbClient dynamo;
    private final String table;
    private final String service;

    DynamoSlotClaims(DynamoDbClient dynamo, String table, String service) {
        this.dynamo = dynamo;
        this.table = table;
        this.service = service;
    }

    static CreateTableRequest tableRequest(String table) {
        return Tables.named(table)
                .attributeDefinitions(Tables.text(SERVICE), Tables.number(SLOT))
                .keySchema(Tables.hash(SERVICE), Tables.range(SLOT))
                .build();
    }

    @Override
    public List<SlotClaim> all() {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(SERVICE + " = :service")
                        .expressionAttributeValues(Map.of(":service", Attributes.text(service))))
                .items()
                .stream()
                .map(item -> new SlotClaim(
                        (int) Attributes.number(item, SLOT),
                        Attributes.text(item, OWNER),
                        Attributes.time(item, RENEWED_AT)))
                .toList();
    }

    @Override
    public boolean replace(@Nullable SlotClaim seen, SlotClaim claim) {
        Map<String, AttributeValue> item = Map.of(
                SERVICE, Attributes.text(service),
                SLOT, Attributes.number(claim.slot()),
                OWNER, Attributes.text(claim.owner()),
                RENEWED_AT, Attributes.time(claim.renewedAt()));
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(seen == null ? "attribute_not_exists(" + SERVICE + ")" : AS_SEEN)
                    .expressionAttributeValues(seen == null ? null : asSeen(seen)));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void release(SlotClaim claim) {
        try {
            dynamo.deleteItem(delete -> delete.tableName(table)
                    .key(Map.of(SERVICE, Attributes.text(service), SLOT, Attributes.number(claim.slot())))
                    .conditionExpression(AS_SEEN)
                    .expressionAttributeValues(asSeen(claim)));
        } catch (ConditionalCheckFailedException e) {
            // Another instance holds it by now.
        }
    }

    private static Map<String, AttributeValue> asSeen(SlotClaim seen) {
        return Map.of(
                ":owner", Attributes.text(seen.owner()),
                ":renewedAt", Attributes.time(seen.renewedAt()));
    }
}
