package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PersistentMapTest {

    @Property(tries = 500)
    void does_what_a_hash_map_does_and_leaves_every_earlier_map_alone(@ForAll("changes") List<Change> changes) {
        PersistentMap<Key, Integer> map = PersistentMap.empty();
        Map<Key, Integer> model = new HashMap<>();
        List<PersistentMap<Key, Integer>> maps = new ArrayList<>();
        List<Map<Key, Integer>> models = new ArrayList<>();
        for (Change change : changes) {
            if (change.value() == 0) {
                map = map.remove(change.key());
                model.remove(change.key());
            } else {
                map = map.put(change.key(), change.value());
                model.put(change.key(), change.value());
            }
            maps.add(map);
            models.add(Map.copyOf(model));
        }
        for (int i = 0; i < maps.size(); i++) {
            assertSame(maps.get(i), models.get(i));
        }
    }

    @Property(tries = 5)
    void holds_many(@ForAll("seeds") int seed) {
        PersistentMap<String, Integer> map = PersistentMap.empty();
        for (int i = 0; i < 20_000; i++) {
            map = map.put("key" + seed * i, i);
        }
        for (int i = 0; i < 20_000; i += 2) {
            map = map.remove("key" + seed * i);
        }
        assertThat(map.size()).isEqualTo(10_000);
        for (int i = 0; i < 20_000; i++) {
            assertThat(map.get("key" + seed * i)).isEqualTo(i % 2 == 0 ? null : Integer.valueOf(i));
        }
    }

    @Provide
    Arbitrary<Integer> seeds() {
        return Arbitraries.integers().between(1, 1_000);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        // Few hashes, so that keys collide wholly, in their low bits and in their high bits.
        Arbitrary<Integer> hashes = Arbitraries.of(0, 1, 32, 33, 1 << 30, -1, 0x7fff_ffff, 1 << 25);
        Arbitrary<Key> keys = Combinators.combine(Arbitraries.integers().between(0, 20), hashes)
                .as(Key::new);
        return Combinators.combine(keys, Arbitraries.integers().between(0, 3))
                .as(Change::new)
                .list()
                .ofMaxSize(120);
    }

    private static void assertSame(PersistentMap<Key, Integer> map, Map<Key, Integer> model) {
        assertThat(map.size()).isEqualTo(model.size());
        Map<Key, Integer> seen = new HashMap<>();
        map.forEach((key, value) -> assertThat(seen.put(key, value)).isNull());
        assertThat(seen).isEqualTo(model);
        model.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        assertThat(map.get(new Key(99, 1))).isNull();
    }

    /** @param value 0 to remove the key */
    record Change(Key key, int value) {}

    record Key(int id, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && id == that.id && hash == that.hash;
        }
    }
}
