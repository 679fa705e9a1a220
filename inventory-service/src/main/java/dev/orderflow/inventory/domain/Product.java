package dev.orderflow.inventory.domain;

import dev.orderflow.events.Money;

/** A product's stage in the catalogue. */
public sealed interface Product {

    /** No such product yet. */
    record Unlisted() implements Product {}

    /** In the catalogue, with the words and the price of now. */
    record Listed(String description, Money unitPrice) implements Product {}
}
