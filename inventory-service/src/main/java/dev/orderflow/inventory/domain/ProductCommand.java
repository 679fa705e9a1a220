package dev.orderflow.inventory.domain;

import dev.orderflow.events.Money;

/** What can be said about a product. */
public sealed interface ProductCommand {
    String sku();

    String description();

    Money unitPrice();

    /** Adds it to the catalogue; never changes what is there, whoever wrote it. */
    record ListProduct(String sku, String description, Money unitPrice) implements ProductCommand {}

    /** Brings what is there up to date. */
    record ReviseProduct(String sku, String description, Money unitPrice) implements ProductCommand {}
}
