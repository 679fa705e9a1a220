package dev.orderflow.inventory.domain;

/** The facts that forbid a change of the catalogue. */
public sealed interface ProductRefusal {

    /** It is there already, with other words or another price. */
    record ProductListedOtherwise(String sku) implements ProductRefusal {}

    /** There is nothing to revise. */
    record ProductNotListed(String sku) implements ProductRefusal {}
}
