package dev.orderflow.events;

/** The life of a product in the catalogue, stream {@code product-<sku>}. */
public sealed interface ProductEvent extends DomainEvent {
    String sku();

    @WireName("product.listed.v1")
    record ProductListed(String sku, String description, Money unitPrice) implements ProductEvent {}

    @WireName("product.described.v1")
    record ProductDescribed(String sku, String description) implements ProductEvent {}

    @WireName("product.priced.v1")
    record ProductPriced(String sku, Money unitPrice) implements ProductEvent {}
}
