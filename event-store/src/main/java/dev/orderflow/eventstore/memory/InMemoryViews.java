package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.json.Cursors;
import dev.orderflow.eventstore.json.ViewJson;
import dev.orderflow.eventstore.memory.InMemoryViewStore.Item;
import dev.orderflow.eventstore.memory.InMemoryViewStore.Pending;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.ViewRules;
import dev.orderflow.eventstore.view.Views;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;

/** One read model in memory; the store guards it. */
final class InMemoryViews<V> implements Views<V> {
    private final ViewDefinition<V> definition;
    private final String table;
    private final NavigableMap<String, Item> items;
    private final InMemoryViewStore store;

    InMemoryViews(
            ViewDefinition<V> definition, String table, NavigableMap<String, Item> items, InMemoryViewStore store) {
        this.definition = definition;
        this.table = table;
        this.items = items;
        this.store = store;
    }

    @Override
    public Optional<View<V>> find(String id) {
        synchronized (store) {
            return Optional.ofNullable(items.get(id)).map(this::view);
        }
    }

    @Override
    public Map<String, View<V>> findAll(Collection<String> ids) {
        ViewRules.checkIds(ids);
        Map<String, View<V>> found = new LinkedHashMap<>();
        ids.forEach(id -> find(id).ifPresent(view -> found.put(id, view)));
        return found;
    }

    @Override
    public boolean save(View<V> view, long expectedVersion) {
        return store.commit(List.of(writing(view, expectedVersion)));
    }

    @Override
    public Write<V> writing(View<V> view, long expectedVersion) {
        ViewRules.checkWrite(view, expectedVersion);
        Map<String, IndexKey> keys = new HashMap<>();
        for (ViewDefinition.Index<V> index : definition.indexes()) {
            IndexKey key = index.key().apply(view.value());
            if (key != null) {
                keys.put(index.name(), key);
            }
        }
        Item item = new Item(view.id(), view.version(), ViewJson.write(view.value()), keys);
        return new Pending<>(table, item, expectedVersion);
    }

    @Override
    public Page<View<V>> query(Query query) {
        ViewRules.checkQuery(definition, query);
        Comparator<Entry> order = query.descending() ? Entry.ORDER.reversed() : Entry.ORDER;
        Stream<Entry> entries = entries(query).sorted(order);
        if (query.cursor() != null) {
            List<String> end = Cursors.read(ViewRules.identity(definition, query), query.cursor(), 2);
            Entry last = new Entry(end.get(0), end.get(1));
            entries = entries.filter(entry -> order.compare(entry, last) > 0);
        }
        List<Entry> page = entries.limit(query.limit() + 1L).toList();
        boolean more = page.size() > query.limit();
        List<Entry> shown = more ? page.subList(0, query.limit()) : page;
        String next = more
                ? Cursors.write(
                        ViewRules.identity(definition, query),
                        List.of(shown.getLast().sort(), shown.getLast().id()))
                : null;
        return new Page<>(
                shown.stream().flatMap(entry -> find(entry.id()).stream()).toList(), next);
    }

    private Stream<Entry> entries(Query query) {
        synchronized (store) {
            return items.values().stream()
                    .<Entry>mapMulti((item, sink) -> {
                        IndexKey key = item.keys().get(query.index());
                        if (key != null && key.partition().equals(query.partition())) {
                            sink.accept(new Entry(key.sort(), item.id()));
                        }
                    })
                    .filter(entry -> query.from() == null || entry.sort().compareTo(query.from()) >= 0)
                    .filter(entry -> query.to() == null || entry.sort().compareTo(query.to()) <= 0)
                    .toList()
                    .stream();
        }
    }

    private View<V> view(Item item) {
        return new View<>(item.id(), item.version(), ViewJson.read(item.json(), definition.type()));
    }

    private record Entry(String sort, String id) {
        static final Comparator<Entry> ORDER = Comparator.comparing(Entry::sort).thenComparing(Entry::id);
    }
}
