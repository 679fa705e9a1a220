package dev.orderflow.events;

/** So many pieces of one product; at least 1. */
public record SkuQuantity(String sku, int quantity) {}
