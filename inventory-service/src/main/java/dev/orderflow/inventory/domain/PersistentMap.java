package dev.orderflow.inventory.domain;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map whose changed copies share what did not change: a hash tree of 32 branches a level.
 *
 * <p>The warehouse's state needs it. A batch of commands is decided on states that may have to be given up when another
 * writer was first, and a snapshot is written while deciding goes on; with a quarter of a million entries neither
 * copying nor undoing would do. A change touches three or four small arrays.
 */
final class PersistentMap<K, V> {
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(new Branch(0, new Object[0]), 0);

    private final Branch root;
    private final int size;

    private PersistentMap(Branch root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked")
    static <K, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    int size() {
        return size;
    }

    @Nullable
    V get(K key) {
        int hash = spread(key);
        Object node = root;
        for (int shift = 0; node instanceof Branch branch; shift += BITS) {
            node = branch.at(hash, shift);
        }
        return valueIn(node, key);
    }

    boolean containsKey(K key) {
        return get(key) != null;
    }

    PersistentMap<K, V> put(K key, V value) {
        boolean there = containsKey(key);
        Branch changed = (Branch) put(root, 0, spread(key), new Entry(key, value));
        return new PersistentMap<>(changed, there ? size : size + 1);
    }

    PersistentMap<K, V> remove(K key) {
        if (!containsKey(key)) {
            return this;
        }
        Object changed = remove(root, 0, spread(key), key);
        return changed instanceof Branch branch ? new PersistentMap<>(branch, size - 1) : empty();
    }

    /** In no particular order. */
    void forEach(BiConsumer<K, V> each) {
        forEach(root, each);
    }

    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ (hash >>> 16);
    }

    private static Object put(@Nullable Object node, int shift, int hash, Entry entry) {
        return switch (node) {
            case null -> entry;
            case Branch branch -> branch.with(hash, shift, put(branch.at(hash, shift), shift + BITS, hash, entry));
            case Entry there when there.key.equals(entry.key) -> entry;
            case Entry there when spread(there.key) == hash -> new Collision(new Entry[] {there, entry});
            case Entry there -> beside(there, spread(there.key), shift, hash, entry);
            case Collision collision when spread(collision.entries[0].key) == hash -> collision.with(entry);
            case Collision collision -> beside(collision, spread(collision.entries[0].key), shift, hash, entry);
            default -> throw new IllegalStateException("No node of this tree: " + node);
        };
    }

    /** A branch that holds a leaf of another hash and, beside it or further down, the new entry. */
    private static Object beside(Object leaf, int leafHash, int shift, int hash, Entry entry) {
        Branch branch = new Branch(0, new Object[0]).with(leafHash, shift, leaf);
        return put(branch, shift, hash, entry);
    }

    /** What is left of the node; null where nothing is, and a branch with one leaf becomes the leaf. */
    private static @Nullable Object remove(@Nullable Object node, int shift, int hash, Object key) {
        return switch (node) {
            case null -> null;
            case Branch branch -> {
                Object left = remove(branch.at(hash, shift), shift + BITS, hash, key);
                Branch changed = left == null ? branch.without(hash, shift) : branch.with(hash, shift, left);
                if (changed.slots.length == 0) {
                    yield null;
                }
                boolean oneLeaf = shift > 0 && changed.slots.length == 1 && !(changed.slots[0] instanceof Branch);
                yield oneLeaf ? changed.slots[0] : changed;
            }
            case Entry there -> there.key.equals(key) ? null : there;
            case Collision collision -> collision.without(key);
            default -> throw new IllegalStateException("No node of this tree: " + node);
        };
    }

    @SuppressWarnings("unchecked")
    private @Nullable V valueIn(@Nullable Object leaf, K key) {
        if (leaf instanceof Entry entry && entry.key.equals(key)) {
            return (V) entry.value;
        }
        if (leaf instanceof Collision collision) {
            for (Entry entry : collision.entries) {
                if (entry.key.equals(key)) {
                    return (V) entry.value;
                }
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private void forEach(Object node, BiConsumer<K, V> each) {
        switch (node) {
            case Branch branch -> {
                for (Object slot : branch.slots) {
                    forEach(slot, each);
                }
            }
            case Entry entry -> each.accept((K) entry.key, (V) entry.value);
            case Collision collision -> {
                for (Entry entry : collision.entries) {
                    each.accept((K) entry.key, (V) entry.value);
                }
            }
            default -> throw new IllegalStateException("No node of this tree: " + node);
        }
    }

    private static final class Entry {
        private final Object key;
        private final Object value;

        private Entry(Object key, Object value) {
            this.key = key;
            this.value = value;
        }
    }

    /** Keys with one and the same hash. */
    private static final class Collision {
        private final Entry[] entries;

        private Collision(Entry[] entries) {
            this.entries = entries;
        }

        private Collision with(Entry entry) {
            for (int i = 0; i < entries.length; i++) {
                if (entries[i].key.equals(entry.key)) {
                    Entry[] changed = entries.clone();
                    changed[i] = entry;
                    return new Collision(changed);
                }
            }
            Entry[] longer = Arrays.copyOf(entries, entries.length + 1);
            longer[entries.length] = entry;
            return new Collision(longer);
        }

        private Object without(Object key) {
            Entry[] left = Arrays.stream(entries)
                    .filter(entry -> !entry.key.equals(key))
                    .toArray(Entry[]::new);
            return left.length == 1 ? left[0] : new Collision(left);
        }
    }

    /** Bit i of the bitmap tells that there is a slot for the five hash bits i; slots are in the order of the bits. */
    private static final class Branch {
        private final int bitmap;
        private final Object[] slots;

        private Branch(int bitmap, Object[] slots) {
            this.bitmap = bitmap;
            this.slots = slots;
        }

        private @Nullable Object at(int hash, int shift) {
            int bit = bit(hash, shift);
            return (bitmap & bit) == 0 ? null : slots[index(bit)];
        }

        private Branch with(int hash, int shift, Object node) {
            int bit = bit(hash, shift);
            int index = index(bit);
            if ((bitmap & bit) != 0) {
                Object[] changed = slots.clone();
                changed[index] = node;
                return new Branch(bitmap, changed);
            }
            Object[] longer = new Object[slots.length + 1];
            System.arraycopy(slots, 0, longer, 0, index);
            longer[index] = node;
            System.arraycopy(slots, index, longer, index + 1, slots.length - index);
            return new Branch(bitmap | bit, longer);
        }

        private Branch without(int hash, int shift) {
            int bit = bit(hash, shift);
            int index = index(bit);
            Object[] shorter = new Object[slots.length - 1];
            System.arraycopy(slots, 0, shorter, 0, index);
            System.arraycopy(slots, index + 1, shorter, index, shorter.length - index);
            return new Branch(bitmap & ~bit, shorter);
        }

        private int index(int bit) {
            return Integer.bitCount(bitmap & (bit - 1));
        }

        private static int bit(int hash, int shift) {
            return 1 << ((hash >>> shift) & MASK);
        }
    }
}
