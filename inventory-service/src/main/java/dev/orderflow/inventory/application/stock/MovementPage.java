package dev.orderflow.inventory.application.stock;

import java.util.List;

/**
 * A full page of a product's movements, never changed.
 *
 * @param number counts from 0
 * @param movements oldest first
 */
public record MovementPage(String sku, long number, List<StockMovement> movements) {
    public MovementPage {
        movements = List.copyOf(movements);
    }

    String id() {
        return id(sku, number);
    }

    /** No SKU has a number sign. */
    static String id(String sku, long number) {
        return sku + "#" + number;
    }
}
