package dev.orderflow.eventstore.view;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One read model: items with a version, found by id or through an index.
 *
 * @param <V> the item's value: a record that Jackson writes and reads
 */
public interface Views<V> {

    Optional<View<V>> find(String id);

    /** Those that exist, by id; at most 1,000 ids a call. */
    Map<String, View<V>> findAll(Collection<String> ids);

    /**
     * Writes where the stored version is still the expected one.
     *
     * @param expectedVersion the version read before; 0 where there was none
     * @return false where somebody else was first: read again
     */
    boolean save(View<V> view, long expectedVersion);

    /**
     * Writes many items in few calls, each as {@link #save} does: none depends on another.
     *
     * @param changes each of another item
     * @return ids of those where somebody else was first
     */
    default Set<String> saveEach(Collection<Change<V>> changes) {
        Set<String> lost = new HashSet<>();
        for (Change<V> change : changes) {
            if (!save(change.view(), change.expectedVersion())) {
                lost.add(change.view().id());
            }
        }
        return lost;
    }

    /** A write to be made together with others, all or none, by {@link ViewTransactions}. */
    Write<V> writing(View<V> view, long expectedVersion);

    /**
     * A page of the items that an index holds under a partition.
     *
     * @param query which part of which index, and from where on
     * @throws InvalidCursorException where the cursor is not one of this query
     */
    Page<View<V>> query(Query query);

    /**
     * @param id unique within the read model
     * @param version rises with every write; for a view of one stream, the stream's version
     */
    record View<V>(String id, long version, V value) {}

    /** @param expectedVersion as in {@link #save} */
    record Change<V>(View<V> view, long expectedVersion) {}

    /**
     * @param from lowest sort key, inclusive, or null
     * @param to highest sort key, inclusive, or null
     * @param limit items a page at most, 1 to 1,000
     * @param cursor of the page before, or null
     */
    record Query(
            String index,
            String partition,
            @Nullable String from,
            @Nullable String to,
            boolean descending,
            int limit,
            @Nullable String cursor) {

        public static Query all(String index, String partition, int limit) {
            return new Query(index, partition, null, null, false, limit, null);
        }
    }

    /** @param next cursor of the next page, or null where this is the last */
    record Page<T>(List<T> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** An opaque pending write. */
    interface Write<V> {}
}
