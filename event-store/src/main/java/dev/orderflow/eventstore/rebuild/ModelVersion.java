package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One generation of a read model: its tables, and a projection that writes them. */
record ModelVersion(String model, int generation, Map<String, Views<?>> tables, Subscriber projection) {

    static ModelVersion open(ReadModel model, int generation, Generations generations, ViewTransactions transactions) {
        Map<String, Views<?>> tables = new HashMap<>();
        model.tables().forEach(table -> tables.put(table.name(), generations.create(table, generation)));
        Subscriber projection = model.projection().over(ofThis(tables), transactions);
        return new ModelVersion(model.name(), generation, Map.copyOf(tables), projection);
    }

    // A table is kept under the name of the definition that it was made from.
    @SuppressWarnings("unchecked")
    <V> Views<V> table(ViewDefinition<V> definition) {
        return (Views<V>) Objects.requireNonNull(
                tables.get(definition.name()), () -> model + " does not write " + definition.name());
    }

    private static ViewFactory ofThis(Map<String, Views<?>> tables) {
        return new ViewFactory() {
            @Override
            @SuppressWarnings("unchecked")
            public <V> Views<V> create(ViewDefinition<V> definition) {
                return (Views<V>) Objects.requireNonNull(
                        tables.get(definition.name()), () -> "A projection asked for " + definition.name());
            }
        };
    }
}
