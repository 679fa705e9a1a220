package dev.orderflow.launcher.bench;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What changes cost by DynamoDB's rule: a unit for each started KB of the larger of old and new item; and the same for the
 * entry of each index that the change touches, twice where the entry moves, because it is deleted and put.
 *
 * @param table units of the item itself
 * @param indexes units of all index entries
 */
public record WriteUnits(long table, long indexes) {
    private static final int UNIT = 1024;

    static final WriteUnits NONE = new WriteUnits(0, 0);

    /**
     * @param before empty where there was no item
     * @param after empty where there is none any more
     */
    static WriteUnits of(Map<String, AttributeValue> before, Map<String, AttributeValue> after, TableShape shape) {
        long indexes = shape.indexes().stream()
                .mapToLong(index -> ofEntry(index, index.entry(before), index.entry(after)))
                .sum();
        return new WriteUnits(Math.max(units(before), units(after)), indexes);
    }

    private static long ofEntry(
            TableShape.Index index, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (before.equals(after)) {
            return 0;
        }
        boolean moved = !before.isEmpty() && !after.isEmpty() && !index.samePlace(before, after);
        return moved ? units(before) + units(after) : Math.max(units(before), units(after));
    }

    /** Of one write of this item. */
    static long units(Map<String, AttributeValue> item) {
        return (ItemBytes.of(item) + UNIT - 1) / UNIT;
    }

    WriteUnits plus(WriteUnits other) {
        return new WriteUnits(table + other.table, indexes + other.indexes);
    }
}
