package dev.orderflow.eventstore.view;

/** Makes the read models of one service, each from its definition; called while the service is wired. */
public interface ViewFactory {
    <V> Views<V> create(ViewDefinition<V> definition);
}
