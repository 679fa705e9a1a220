package dev.orderflow.eventstore.rebuild;

import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import dev.orderflow.eventstore.view.Views;
import java.util.List;
import java.util.function.Function;

/**
 * A read model that is built from the stream alone, and so can be built again: one table or several that one projection
 * writes.
 *
 * @param name as operators name it, such as {@code order-summaries}
 * @param category of the streams that it is built from
 * @param journals the service whose journals those streams are
 * @param scope how far a journal's events reach
 * @param tables those that the projection writes, all of them
 * @param projection makes the projection over one generation of the tables; it must tell what it has seen by the versions
 *     of its items, and have no other effect
 */
public record ReadModel(
        String name,
        String category,
        String journals,
        Scope scope,
        List<ViewDefinition<?>> tables,
        Projection projection) {

    public ReadModel {
        tables = List.copyOf(tables);
    }

    /** One table, each of whose items comes from one stream. */
    public static <V> ReadModel ofOneTable(
            String name,
            String category,
            String journals,
            ViewDefinition<V> table,
            Function<Views<V>, Subscriber> projection) {
        return new ReadModel(
                name,
                category,
                journals,
                Scope.ONE_STREAM,
                List.of(table),
                (views, transactions) -> projection.apply(views.create(table)));
    }

    /** What has to be folded before an item is what it should be. */
    public enum Scope {
        /** Each item comes from one stream. */
        ONE_STREAM,
        /** An item sums up many streams. */
        ALL_STREAMS
    }

    /** Makes the projection. */
    @FunctionalInterface
    public interface Projection {
        Subscriber over(ViewFactory views, ViewTransactions transactions);
    }

    @Override
    public String toString() {
        return name;
    }
}
