package dev.orderflow.order.adapter.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What changed in an order, as its clients see it, between two versions.
 *
 * @param changes in the order of their pointers
 */
record OrderDiffBody(String orderId, long from, long to, List<Change> changes) {

    /**
     * @param pointer where, as a JSON pointer into the order
     * @param from left out where there was nothing
     * @param to left out where there is nothing any more
     */
    record Change(
            String pointer,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {}

    static OrderDiffBody of(String orderId, long from, long to, JsonNode before, JsonNode after) {
        List<Change> changes = new ArrayList<>();
        compare("", before, after, changes);
        return new OrderDiffBody(orderId, from, to, changes);
    }

    private static void compare(
            String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            Set<String> fields = new TreeSet<>(before.propertyNames());
            fields.addAll(after.propertyNames());
            for (String field : fields) {
                compare(pointer + "/" + field, before.get(field), after.get(field), changes);
            }
        } else if (before == null ? after != null : !before.equals(after)) {
            changes.add(new Change(pointer, before, after));
        }
    }
}
