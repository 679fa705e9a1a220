package dev.orderflow.inventory.application.catalogue;

import dev.orderflow.events.Money;

/** A product as the catalogue shows it; the item's version is the product's. */
public record ProductItem(String sku, String description, Money unitPrice) {}
