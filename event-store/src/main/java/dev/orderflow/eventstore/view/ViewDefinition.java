package dev.orderflow.eventstore.view;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a read model.
 *
 * @param name table name without prefix, such as {@code order-summaries}
 * @param type the value's class
 * @param indexes at most five; an item is in an index where the function gives it a key
 */
public record ViewDefinition<V>(String name, Class<V> type, List<Index<V>> indexes) {
    public ViewDefinition {
        indexes = List.copyOf(indexes);
    }

    /** @param key where the item stands in the index, or null where it is not in it */
    public record Index<V>(String name, Function<V, @Nullable IndexKey> key) {}

    /** Sort keys compare as text: write numbers with leading zeros, times in RFC 3339 with a fixed width. */
    public record IndexKey(String partition, String sort) {}
}
