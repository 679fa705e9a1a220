package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.orderflow.infra.engine.LocalEngines;
import dev.orderflow.launcher.record.Engines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class TableChangesIT {
    private static final String VIEW = "table-changes-it";
    private static final String LEASES = "table-changes-it-leases";

    private Engines engines;

    @BeforeEach
    void tables() {
        LocalEngines local = LocalEngines.forTests();
        engines = Engines.at(local.dynamoDb(), local.aws());
        engines.dynamo()
                .createTable(table -> table.tableName(VIEW)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                id -> id.attributeName("id").attributeType(ScalarAttributeType.S),
                                status -> status.attributeName("status").attributeType(ScalarAttributeType.S))
                        .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH))
                        .globalSecondaryIndexes(index -> index.indexName("by-status")
                                .keySchema(key -> key.attributeName("status").keyType(KeyType.HASH))
                                .projection(all -> all.projectionType(ProjectionType.ALL))));
        engines.dynamo()
                .createTable(table -> table.tableName(LEASES)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                        .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH)));
    }

    @AfterEach
    void none() {
        List.of(VIEW, LEASES).forEach(table -> engines.dynamo().deleteTable(delete -> delete.tableName(table)));
        engines.close();
    }

    @Test
    void counts_every_write_from_then_on_and_what_it_did_to_the_index() {
        put("before", "PLACED", 10);
        TableChanges changes = TableChanges.follow(engines, List.of(VIEW, LEASES));
        assertThat(changes.read()).isZero();
        renewLease();

        put("a", "PLACED", 10);
        put("a", "PAID", 2_000);
        put("a", "PAID", 2_000);
        put("b", null, 10);

        assertThat(changes.read()).isEqualTo(3);
        // The item: 1 + 2 + 1; its entry: put, then deleted and put elsewhere.
        assertThat(changes.written().get(VIEW)).isEqualTo(new Written(3, new WriteUnits(4, 1 + 1 + 2), 0));

        put("c", "PAID", 10);
        assertThat(changes.read()).isEqualTo(1);
        assertThat(changes.written().get(VIEW)).isEqualTo(new Written(4, new WriteUnits(5, 5), 0));

        changes.forget();
        put("d", "PAID", 10);
        assertThat(changes.read()).isEqualTo(1);
        assertThat(changes.written().get(VIEW)).isEqualTo(new Written(1, new WriteUnits(1, 1), 0));
    }

    @Test
    void what_the_clock_drives_is_counted_and_not_waited_for() {
        TableChanges changes = TableChanges.follow(engines, List.of(VIEW, LEASES));
        renewLease();

        assertThat(changes.read()).isZero();
        assertThat(changes.written().get(LEASES)).isEqualTo(new Written(1, new WriteUnits(1, 0), 0));
    }

    private void renewLease() {
        engines.dynamo()
                .updateItem(update -> update.tableName(LEASES)
                        .key(Map.of("id", fromS("shard-0")))
                        .updateExpression("SET leaseCounter = :one")
                        .expressionAttributeValues(Map.of(":one", fromN("1"))));
    }

    private void put(String id, String status, int bytes) {
        Map<String, AttributeValue> item = status == null
                ? Map.of("id", fromS(id), "data", fromS("x".repeat(bytes)))
                : Map.of("id", fromS(id), "data", fromS("x".repeat(bytes)), "status", fromS(status));
        engines.dynamo().putItem(put -> put.tableName(VIEW).item(item));
    }
}
