package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.json.ViewJson;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewRules;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Read models in memory. Values are kept as JSON, as in the real store, so that one which cannot be written or read
 * back fails here too. A view made twice under one name sees the same items, as after a restart.
 */
public final class InMemoryViewStore implements ViewFactory, ViewTransactions, Generations {
    private final Map<String, NavigableMap<String, Item>> tables = new TreeMap<>();

    @Override
    public synchronized <V> Views<V> create(ViewDefinition<V> definition) {
        return create(definition, 1);
    }

    @Override
    public synchronized <V> Views<V> create(ViewDefinition<V> definition, int generation) {
        String table = nameOf(definition, generation);
        return new InMemoryViews<>(definition, table, table(table), this);
    }

    @Override
    public synchronized boolean remove(ViewDefinition<?> definition, int generation) {
        tables.remove(nameOf(definition, generation));
        return true;
    }

    @Override
    public <V> Views<V> shared(ViewDefinition<V> definition) {
        return create(definition);
    }

    /** Every item of a read model, by id. */
    public synchronized <V> List<Views.View<V>> all(ViewDefinition<V> definition) {
        return table(definition.name()).values().stream()
                .map(item -> new Views.View<>(item.id(), item.version(), ViewJson.read(item.json(), definition.type())))
                .toList();
    }

    private static String nameOf(ViewDefinition<?> definition, int generation) {
        return generation == 1 ? definition.name() : definition.name() + "-g" + generation;
    }

    @Override
    public synchronized boolean commit(List<Views.Write<?>> writes) {
        List<Pending<?>> pending =
                writes.stream().<Pending<?>>map(write -> (Pending<?>) write).toList();
        ViewRules.checkTransaction(pending.stream()
                .map(write -> List.of(write.table(), write.item().id()))
                .toList());
        if (!pending.stream()
                .allMatch(write -> version(write.table(), write.item().id()) == write.expectedVersion())) {
            return false;
        }
        pending.forEach(write -> table(write.table()).put(write.item().id(), write.item()));
        return true;
    }

    /** Every item of every read model as it is stored, {@code version json}, by table and id. */
    public synchronized Map<String, Map<String, String>> everything() {
        Map<String, Map<String, String>> everything = new TreeMap<>();
        tables.forEach((table, items) -> {
            Map<String, String> stored = new TreeMap<>();
            items.forEach((id, item) ->
                    stored.put(id, item.version() + " " + new String(item.json(), StandardCharsets.UTF_8)));
            everything.put(table, stored);
        });
        return everything;
    }

    private long version(String table, String id) {
        Item stored = table(table).get(id);
        return stored == null ? 0 : stored.version();
    }

    private NavigableMap<String, Item> table(String name) {
        return tables.computeIfAbsent(name, missing -> new TreeMap<>());
    }

    /** @param keys where the item stands in each index that it is in */
    record Item(String id, long version, byte[] json, Map<String, ViewDefinition.IndexKey> keys) {}

    record Pending<V>(String table, Item item, long expectedVersion) implements Views.Write<V> {}
}
