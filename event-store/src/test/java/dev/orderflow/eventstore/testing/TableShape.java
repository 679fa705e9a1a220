package dev.orderflow.eventstore.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * What a table is, whoever describes it: a service to DynamoDB, or a template to CloudFormation.
 *
 * @param attributes their types, by name
 * @param keys such as {@code HASH id}, in their order
 * @param indexes such as {@code due: HASH due_p, RANGE due_s, KEYS_ONLY}
 */
public record TableShape(
        String name, String billing, Map<String, String> attributes, List<String> keys, Set<String> indexes) {

    public static TableShape of(CreateTableRequest request) {
        Map<String, String> attributes = new TreeMap<>();
        request.attributeDefinitions()
                .forEach(attribute -> attributes.put(attribute.attributeName(), attribute.attributeTypeAsString()));
        Set<String> indexes = new TreeSet<>();
        request.globalSecondaryIndexes()
                .forEach(index -> indexes.add(index.indexName() + ": " + String.join(", ", keysOf(index.keySchema()))
                        + ", " + index.projection().projectionTypeAsString()));
        return new TableShape(
                request.tableName(), request.billingModeAsString(), attributes, keysOf(request.keySchema()), indexes);
    }

    /** @param properties of an {@code AWS::DynamoDB::Table}, with an empty prefix */
    public static TableShape of(Map<String, Object> properties) {
        Map<String, String> attributes = new TreeMap<>();
        maps(properties.get("AttributeDefinitions"))
                .forEach(attribute ->
                        attributes.put(text(attribute.get("AttributeName")), text(attribute.get("AttributeType"))));
        Set<String> indexes = new TreeSet<>();
        maps(properties.get("GlobalSecondaryIndexes"))
                .forEach(index -> indexes.add(text(index.get("IndexName")) + ": "
                        + String.join(", ", keysOf(index.get("KeySchema"))) + ", "
                        + text(((Map<?, ?>) index.get("Projection")).get("ProjectionType"))));
        return new TableShape(
                text(((Map<?, ?>) properties.get("TableName")).get("Fn::Sub")).replace("${TablePrefix}", ""),
                text(properties.get("BillingMode")),
                attributes,
                keysOf(properties.get("KeySchema")),
                indexes);
    }

    private static List<String> keysOf(List<KeySchemaElement> schema) {
        return schema.stream()
                .map(key -> key.keyTypeAsString() + " " + key.attributeName())
                .toList();
    }

    private static List<String> keysOf(Object schema) {
        return maps(schema).stream()
                .map(key -> text(key.get("KeyType")) + " " + text(key.get("AttributeName")))
                .toList();
    }

    private static List<Map<?, ?>> maps(Object list) {
        return list instanceof List<?> several
                ? several.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList()
                : List.of();
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
