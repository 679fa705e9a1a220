package dev.orderflow.inventory.domain;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The most recent so many facts by their id, immutable: when it is full, the oldest is forgotten.
 *
 * @param <V> what is remembered of each
 */
final class RecentMemory<V> {
    private final int bound;
    private final PersistentMap<String, Remembered<V>> facts;
    private final PersistentMap<Long, String> inOrder;
    private final long next;
    private final long oldest;

    private RecentMemory(
            int bound,
            PersistentMap<String, Remembered<V>> facts,
            PersistentMap<Long, String> inOrder,
            long oldest,
            long next) {
        this.bound = bound;
        this.facts = facts;
        this.inOrder = inOrder;
        this.oldest = oldest;
        this.next = next;
    }

    static <V> RecentMemory<V> of(int bound) {
        return new RecentMemory<>(bound, PersistentMap.empty(), PersistentMap.empty(), 0, 0);
    }

    int size() {
        return facts.size();
    }

    @Nullable
    V find(String id) {
        Remembered<V> remembered = facts.get(id);
        return remembered == null ? null : remembered.value;
    }

    /** Remembers a fact as the newest; one of the same id is replaced. */
    RecentMemory<V> with(String id, V value) {
        RecentMemory<V> base = without(id);
        PersistentMap<String, Remembered<V>> moreFacts = base.facts.put(id, new Remembered<>(next, value));
        PersistentMap<Long, String> longer = base.inOrder.put(next, id);
        RecentMemory<V> grown = new RecentMemory<>(bound, moreFacts, longer, base.oldest, next + 1);
        return grown.facts.size() > bound ? grown.withoutOldest() : grown;
    }

    RecentMemory<V> without(String id) {
        Remembered<V> before = facts.get(id);
        return before == null
                ? this
                : new RecentMemory<>(bound, facts.remove(id), inOrder.remove(before.number), oldest, next);
    }

    /** Oldest first. */
    void forEach(BiConsumer<String, V> each) {
        for (long number = oldest; number < next; number++) {
            String id = inOrder.get(number);
            V value = id == null ? null : find(id);
            if (id != null && value != null) {
                each.accept(id, value);
            }
        }
    }

    private RecentMemory<V> withoutOldest() {
        long number = oldest;
        String id = inOrder.get(number);
        // Numbers of facts that were replaced or taken back are gaps; each is passed once.
        while (id == null) {
            number++;
            id = inOrder.get(number);
        }
        return new RecentMemory<>(bound, facts.remove(id), inOrder.remove(number), number + 1, next);
    }

    private record Remembered<V>(long number, V value) {}
}
