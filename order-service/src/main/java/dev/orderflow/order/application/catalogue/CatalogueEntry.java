package dev.orderflow.order.application.catalogue;

import dev.orderflow.events.Money;

/** A product that can be ordered, at today's price. */
public record CatalogueEntry(String sku, String description, Money unitPrice) {}
