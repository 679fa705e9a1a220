package dev.orderflow.launcher.keep;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a table is made: its keys and its indexes, as a line of JSON. */
final class TableJson {
    private static final JsonMapper JSON = new JsonMapper();

    private TableJson() {}

    static String write(TableDescription table) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode attributes = node.putArray("attributes");
        table.attributeDefinitions()
                .forEach(each -> attributes
                        .addObject()
                        .put("name", each.attributeName())
                        .put("type", each.attributeTypeAsString()));
        keys(node.putArray("keys"), table.keySchema());
        ArrayNode indexes = node.putArray("indexes");
        table.globalSecondaryIndexes().forEach(index -> {
            ObjectNode each = indexes.addObject()
                    .put("name", index.indexName())
                    .put("projection", index.projection().projectionTypeAsString());
            index.projection().nonKeyAttributes().forEach(each.putArray("include")::add);
            keys(each.putArray("keys"), index.keySchema());
        });
        return JSON.writeValueAsString(node);
    }

    static TableDescription read(String line) {
        JsonNode node = JSON.readTree(line);
        return TableDescription.builder()
                .attributeDefinitions(node.required("attributes")
                        .valueStream()
                        .map(each -> AttributeDefinition.builder()
                                .attributeName(each.required("name").asString())
                                .attributeType(each.required("type").asString())
                                .build())
                        .toList())
                .keySchema(keys(node))
                .globalSecondaryIndexes(node.required("indexes")
                        .valueStream()
                        .map(TableJson::index)
                        .toList())
                .build();
    }

    private static GlobalSecondaryIndexDescription index(JsonNode node) {
        List<String> included =
                node.required("include").valueStream().map(JsonNode::asString).toList();
        return GlobalSecondaryIndexDescription.builder()
                .indexName(node.required("name").asString())
                .keySchema(keys(node))
                .projection(projection -> projection
                        .projectionType(node.required("projection").asString())
                        .nonKeyAttributes(included.isEmpty() ? null : included))
                .build();
    }

    private static void keys(ArrayNode node, List<KeySchemaElement> keys) {
        keys.forEach(key -> node.addObject().put("name", key.attributeName()).put("type", key.keyTypeAsString()));
    }

    private static List<KeySchemaElement> keys(JsonNode node) {
        return node.required("keys")
                .valueStream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.required("name").asString())
                        .keyType(key.required("type").asString())
                        .build())
                .toList();
    }
}
