package dev.orderflow.eventstore.aws;

import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.json.ViewJson;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** One view's items: JSON that people can read in the console where it is short, compressed where it is long. */
final class ViewItems<V> {
    static final String ID = "id";
    static final String VERSION = "version";
    private static final String DATA = "data";

    private final ViewDefinition<V> definition;

    ViewItems(ViewDefinition<V> definition) {
        this.definition = definition;
    }

    static String partitionOf(String index) {
        return index + "_p";
    }

    static String sortOf(String index) {
        return index + "_s";
    }

    CreateTableRequest tableRequest(String table) {
        Set<String> keys = new LinkedHashSet<>(Set.of(ID));
        definition.indexes().forEach(index -> {
            keys.add(partitionOf(index.name()));
            keys.add(sortOf(index.name()));
        });
        var request = Tables.named(table)
                .attributeDefinitions(keys.stream().map(Tables::text).toList())
                .keySchema(Tables.hash(ID));
        if (!definition.indexes().isEmpty()) {
            // Keys only: a view is written far more often than listed, and a whole item in four indexes would be paid
            // for
            // with every write, twice wherever it moves. A page of a list costs one more read instead.
            request.globalSecondaryIndexes(definition.indexes().stream()
                    .map(index -> Tables.index(
                            index.name(), partitionOf(index.name()), sortOf(index.name()), ProjectionType.KEYS_ONLY))
                    .toList());
        }
        return request.build();
    }

    Map<String, AttributeValue> item(View<V> view) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(ID, Attributes.text(view.id()));
        item.put(VERSION, Attributes.number(view.version()));
        byte[] json = ViewJson.write(view.value());
        byte[] shorter = Compression.deflate(json);
        item.put(
                DATA,
                shorter == json
                        ? Attributes.text(new String(json, StandardCharsets.UTF_8))
                        : Attributes.bytes(shorter));
        for (Index<V> index : definition.indexes()) {
            IndexKey key = index.key().apply(view.value());
            if (key != null) {
                item.put(partitionOf(index.name()), Attributes.text(key.partition()));
                item.put(sortOf(index.name()), Attributes.text(key.sort()));
            }
        }
        return item;
    }

    /** All that an item of this view may have beside its key. */
    List<String> attributes() {
        List<String> names = new ArrayList<>(List.of(VERSION, DATA));
        definition.indexes().forEach(index -> {
            names.add(partitionOf(index.name()));
            names.add(sortOf(index.name()));
        });
        return names;
    }

    View<V> view(Map<String, AttributeValue> item) {
        String id = Attributes.text(item, ID);
        AttributeValue data = item.getOrDefault(DATA, AttributeValue.fromS(""));
        byte[] json = data.b() == null
                ? data.s().getBytes(StandardCharsets.UTF_8)
                : Compression.inflate(data.b().asByteArrayUnsafe());
        try {
            return new View<>(id, Attributes.number(item, VERSION), ViewJson.read(json, definition.type()));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Cannot read " + id + " of view " + definition.name() + "; rebuild the view: " + e.getMessage(), e);
        }
    }
}
