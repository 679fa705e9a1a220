package dev.orderflow.eventstore.view;

/**
 * The tables of read models: several versions of one may stand side by side. The first generation's table has the plain
 * name of its definition.
 */
public interface Generations {
    /** One generation of a read model, made where it is absent. */
    <V> Views<V> create(ViewDefinition<V> definition, int generation);

    /**
     * Removes a generation that nobody reads any more.
     *
     * @return false where its table belongs to somebody else and was kept
     */
    boolean remove(ViewDefinition<?> definition, int generation);

    /** A table that all services share, made where it is absent. */
    <V> Views<V> shared(ViewDefinition<V> definition);
}
