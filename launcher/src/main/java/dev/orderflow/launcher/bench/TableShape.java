package dev.orderflow.launcher.bench;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What of an item goes into which index. */
public record TableShape(List<Index> indexes) {

    public static TableShape of(TableDescription table) {
        Set<String> tableKeys = names(table.keySchema());
        return new TableShape(table.globalSecondaryIndexes().stream()
                .map(index -> {
                    Set<String> keys = names(index.keySchema());
                    Set<String> projected = new HashSet<>(tableKeys);
                    projected.addAll(keys);
                    projected.addAll(index.projection().nonKeyAttributes());
                    return new Index(keys, index.projection().projectionType() == ProjectionType.ALL, projected);
                })
                .toList());
    }

    private static Set<String> names(List<KeySchemaElement> keys) {
        Set<String> names = new HashSet<>();
        keys.forEach(key -> names.add(key.attributeName()));
        return names;
    }

    /**
     * @param keys an item without one of them is not in the index
     * @param whole whether all attributes are copied, or only the projected ones
     */
    public record Index(Set<String> keys, boolean whole, Set<String> projected) {

        /** The index's entry for an item; empty where it has none. */
        public Map<String, AttributeValue> entry(Map<String, AttributeValue> item) {
            if (!item.keySet().containsAll(keys)) {
                return Map.of();
            }
            Map<String, AttributeValue> entry = new HashMap<>(item);
            if (!whole) {
                entry.keySet().retainAll(projected);
            }
            return entry;
        }

        /** Whether the second entry takes the place of the first, rather than lying elsewhere in the index. */
        boolean samePlace(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
            return keys.stream().allMatch(key -> one.getOrDefault(key, NONE).equals(other.getOrDefault(key, NONE)));
        }

        private static final AttributeValue NONE = AttributeValue.fromNul(true);
    }
}
