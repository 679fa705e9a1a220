package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.view.Views;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The generation of a read model that is read now. */
final class SwitchedViews<V> implements Views<V> {
    private final Supplier<Views<V>> current;

    SwitchedViews(Supplier<Views<V>> current) {
        this.current = current;
    }

    @Override
    public Optional<View<V>> find(String id) {
        return current.get().find(id);
    }

    @Override
    public Map<String, View<V>> findAll(Collection<String> ids) {
        return current.get().findAll(ids);
    }

    @Override
    public boolean save(View<V> view, long expectedVersion) {
        return current.get().save(view, expectedVersion);
    }

    @Override
    public Set<String> saveEach(Collection<Change<V>> changes) {
        return current.get().saveEach(changes);
    }

    @Override
    public Write<V> writing(View<V> view, long expectedVersion) {
        return current.get().writing(view, expectedVersion);
    }

    @Override
    public Page<View<V>> query(Query query) {
        return current.get().query(query);
    }
}
