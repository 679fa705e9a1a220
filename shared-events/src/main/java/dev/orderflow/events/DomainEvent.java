package dev.orderflow.events;

/**
 * A business fact that happened and is never changed. Each concrete event is a record of plain values that carries its
 * {@link WireName}; each family is sealed, so that a new event breaks the build until every place has answered it.
 */
public sealed interface DomainEvent
        permits OrderEvent, ProductEvent, WarehouseEvent, PaymentEvent, NotificationEvent, ImportEvent, UnknownEvent {}
