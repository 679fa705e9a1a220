package dev.orderflow.simulation;

import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A service's read models, reached over the network. */
final class FaultyViews implements ViewFactory, ViewTransactions {
    private final Node node;
    private final DurableViews durable;

    FaultyViews(Node node, DurableViews durable) {
        this.node = node;
        this.durable = durable;
    }

    /** What a service's read models hold, and which versions were seen there. */
    static final class DurableViews {
        final InMemoryViewStore store = new InMemoryViewStore();
        private final Environment environment;
        private final Map<List<String>, Long> versions = new HashMap<>();

        DurableViews(Environment environment) {
            this.environment = environment;
        }

        private synchronized boolean commit(List<Written<?>> writes) {
            List<Views.Write<?>> inner = new ArrayList<>();
            writes.forEach(write -> inner.add(write.inner()));
            boolean done = store.commit(inner);
            if (!done && environment.isPlanted(Plant.LOST_RACE_COUNTS_AS_WON)) {
                return true;
            }
            if (done || environment.isPlanted(Plant.WRITES_UNCONDITIONALLY)) {
                for (Written<?> write : writes) {
                    Long before = versions.put(List.of(write.table(), write.id()), write.version());
                    environment.require(
                            before == null || write.version() > before,
                            Invariant.I11,
                            write.table() + " " + write.id() + " went from " + before + " to " + write.version());
                }
            }
            return done || environment.isPlanted(Plant.WRITES_UNCONDITIONALLY);
        }
    }

    private record Written<V>(Views.Write<V> inner, String table, String id, long version) implements Views.Write<V> {}

    @Override
    public <V> Views<V> create(ViewDefinition<V> definition) {
        return new Faulty<>(definition.name(), durable.store.create(definition));
    }

    @Override
    public boolean commit(List<Views.Write<?>> writes) {
        if (writes.size() > 1 && node.environment.isPlanted(Plant.BALANCE_APART)) {
            return writes.stream().allMatch(write -> commit(List.of(write)));
        }
        List<Written<?>> written = new ArrayList<>();
        for (Views.Write<?> write : writes) {
            written.add((Written<?>) write);
        }
        return node.call(
                "write "
                        + written.stream()
                                .map(one -> one.table() + " " + one.id() + "@" + one.version())
                                .toList(),
                () -> durable.commit(written));
    }

    private final class Faulty<V> implements Views<V> {
        private final String table;
        private final Views<V> views;

        Faulty(String table, Views<V> views) {
            this.table = table;
            this.views = views;
        }

        @Override
        public Optional<View<V>> find(String id) {
            return node.ask("find " + table + " " + id, () -> views.find(id));
        }

        @Override
        public Map<String, View<V>> findAll(Collection<String> ids) {
            return node.ask("find " + table + " " + new TreeSet<>(ids), () -> views.findAll(ids));
        }

        @Override
        public boolean save(View<V> view, long expectedVersion) {
            return commit(List.of(writing(view, expectedVersion)));
        }

        /** Of many writes in one call some may be done and others not; sorted, since callers may come with any set. */
        @Override
        public Set<String> saveEach(Collection<Change<V>> changes) {
            List<Change<V>> sorted = changes.stream()
                    .sorted(Comparator.comparing(change -> change.view().id()))
                    .toList();
            if (sorted.isEmpty()) {
                return Set.of();
            }
            int whole = node.environment.random.nextInt(sorted.size() + 1);
            Set<String> lost = new TreeSet<>();
            for (List<Change<V>> part : List.of(sorted.subList(0, whole), sorted.subList(whole, sorted.size()))) {
                if (!part.isEmpty()) {
                    lost.addAll(node.call("write " + part.size() + " " + table, () -> saved(part)));
                }
            }
            return lost;
        }

        private Set<String> saved(List<Change<V>> changes) {
            Set<String> lost = new TreeSet<>();
            for (Change<V> change : changes) {
                View<V> view = change.view();
                Write<V> write = views.writing(view, change.expectedVersion());
                if (!durable.commit(List.of(new Written<>(write, table, view.id(), view.version())))) {
                    lost.add(view.id());
                }
            }
            return lost;
        }

        @Override
        public Write<V> writing(View<V> view, long expectedVersion) {
            return new Written<>(views.writing(view, expectedVersion), table, view.id(), view.version());
        }

        @Override
        public Page<View<V>> query(Query query) {
            return node.ask("query " + table, () -> views.query(query));
        }
    }
}
