package dev.orderflow.launcher.keep;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A table's item as a line of JSON, in the form that DynamoDB itself exports to S3, and back. */
final class ItemJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = new JsonMapper();

    private ItemJson() {}

    static String write(Map<String, AttributeValue> item) {
        return JSON.writeValueAsString(map(item));
    }

    static Map<String, AttributeValue> read(String line) {
        return attributes(JSON.readTree(line));
    }

    private static ObjectNode map(Map<String, AttributeValue> attributes) {
        ObjectNode node = NODES.objectNode();
        new TreeMap<>(attributes).forEach((name, value) -> node.set(name, node(value)));
        return node;
    }

    private static JsonNode node(AttributeValue value) {
        ObjectNode node = NODES.objectNode();
        switch (value.type()) {
            case S -> node.put("S", value.s());
            case N -> node.put("N", value.n());
            case B -> node.put("B", Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe()));
            case BOOL -> node.put("BOOL", value.bool());
            case NUL -> node.put("NULL", true);
            case M -> node.set("M", map(value.m()));
            case SS -> value.ss().forEach(node.putArray("SS")::add);
            case NS -> value.ns().forEach(node.putArray("NS")::add);
            case BS -> {
                ArrayNode each = node.putArray("BS");
                value.bs().forEach(bytes -> each.add(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe())));
            }
            case L -> {
                ArrayNode each = node.putArray("L");
                value.l().forEach(element -> each.add(node(element)));
            }
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("An attribute of a type that is not known here: " + value);
        }
        return node;
    }

    private static Map<String, AttributeValue> attributes(JsonNode node) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        node.properties().forEach(each -> attributes.put(each.getKey(), attribute(each.getValue())));
        return attributes;
    }

    private static AttributeValue attribute(JsonNode node) {
        String type = node.propertyNames().iterator().next();
        JsonNode value = node.required(type);
        return switch (type) {
            case "S" -> AttributeValue.fromS(value.asString());
            case "N" -> AttributeValue.fromN(value.asString());
            case "B" -> AttributeValue.fromB(bytes(value));
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "M" -> AttributeValue.fromM(attributes(value));
            case "SS" ->
                AttributeValue.fromSs(
                        value.valueStream().map(JsonNode::asString).toList());
            case "NS" ->
                AttributeValue.fromNs(
                        value.valueStream().map(JsonNode::asString).toList());
            case "BS" ->
                AttributeValue.fromBs(value.valueStream().map(ItemJson::bytes).toList());
            case "L" ->
                AttributeValue.fromL(
                        value.valueStream().map(ItemJson::attribute).toList());
            default -> throw new IllegalArgumentException("An attribute of a type that is not known here: " + type);
        };
    }

    private static SdkBytes bytes(JsonNode node) {
        return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(node.asString()));
    }
}
