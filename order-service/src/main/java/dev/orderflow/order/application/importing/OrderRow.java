package dev.orderflow.order.application.importing;

/**
 * A row that can become a line of an order.
 *
 * @param unitPrice in pence; only ever used to derive a catalogue, orders take their prices from the catalogue
 */
record OrderRow(
        long line, String invoice, String sku, String description, int quantity, long unitPrice, String customerId) {}
