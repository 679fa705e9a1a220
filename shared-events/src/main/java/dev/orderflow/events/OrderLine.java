package dev.orderflow.events;

/**
 * One line of an order.
 *
 * @param description as in the catalogue when the order was placed
 * @param quantity pieces, at least 1
 * @param unitPrice price of one piece when the order was placed
 */
public record OrderLine(String sku, String description, int quantity, Money unitPrice) {}
