package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Change;
import dev.orderflow.eventstore.view.Views.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The items of one kind that a batch concerns: read together, changed in memory, written together. */
final class Remembered<V> {
    /** {@link Views#findAll} takes no more. */
    private static final int READ_AT_ONCE = 1_000;

    private final Views<V> views;
    private final Function<String, V> unknown;
    private final Set<String> wanted = new LinkedHashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, V> values = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /** @param unknown an item of which nothing was seen, by id */
    Remembered(Views<V> views, Function<String, V> unknown) {
        this.views = views;
        this.unknown = unknown;
    }

    void want(String id) {
        wanted.add(id);
    }

    void load() {
        List<String> ids = List.copyOf(wanted);
        for (int from = 0; from < ids.size(); from += READ_AT_ONCE) {
            Map<String, View<V>> found = views.findAll(ids.subList(from, Math.min(from + READ_AT_ONCE, ids.size())));
            found.forEach((id, view) -> {
                versions.put(id, view.version());
                values.put(id, view.value());
            });
        }
    }

    V get(String id) {
        V value = values.get(id);
        return value == null ? unknown.apply(id) : value;
    }

    void put(String id, V value) {
        values.put(id, value);
        changed.add(id);
    }

    /** @return false where another auditor was faster with one of them */
    boolean save() {
        List<Change<V>> changes = new ArrayList<>();
        for (String id : changed) {
            long before = versions.getOrDefault(id, 0L);
            changes.add(new Change<>(new View<>(id, before + 1, get(id)), before));
        }
        return changes.isEmpty() || views.saveEach(changes).isEmpty();
    }
}
