package dev.orderflow.inventory.application.stock;

import java.util.List;

/**
 * A full page of a product's movements, never changed.
 *
 * @param number counts from 0
 * @param movements oldest first
 * @param onHand after the last of them, like {@code reserved}: whoever looks at the past needs no older page
 */
public record MovementPage(String sku, long number, List<StockMovement> movements, long onHand, long reserved) {
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
