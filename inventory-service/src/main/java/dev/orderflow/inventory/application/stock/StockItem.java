package dev.orderflow.inventory.application.stock;

import java.util.ArrayList;
import java.util.List;

/**
 * What is there of a product, with the newest of its movements. The item's version is the warehouse's at the last of
 * them.
 *
 * <p>Movements are kept in pages of a fixed number, counted from the product's first one; the page that is not full yet
 * is in here. So a batch of commits costs one write a product, a full page is written once, and which movement stands
 * where follows from the history alone.
 *
 * @param movements how many there ever were
 * @param newest those that fill no page yet, oldest first
 */
public record StockItem(String sku, long onHand, long reserved, long movements, List<StockMovement> newest) {
    /** With eight, the item takes one write unit (1 KB) nearly always, and 100 movements are 13 pages. */
    static final int PAGE = 8;

    public StockItem {
        newest = List.copyOf(newest);
    }

    static StockItem none(String sku) {
        return new StockItem(sku, 0, 0, 0, List.of());
    }

    public long available() {
        return onHand - reserved;
    }

    /** How many pages are full. */
    long fullPages() {
        return movements / PAGE;
    }

    /** The item after one more movement; where that fills the page, {@code newest} has {@link #PAGE} of them. */
    StockItem after(StockMovement movement) {
        List<StockMovement> longer = new ArrayList<>(newest);
        longer.add(movement);
        return new StockItem(
                sku, onHand + movement.onHandBy(), reserved + movement.reservedBy(), movements + 1, longer);
    }

    boolean fillsPage() {
        return newest.size() == PAGE;
    }

    /** The full page, to be written on its own. */
    MovementPage page() {
        return new MovementPage(sku, fullPages() - 1, newest, onHand, reserved);
    }

    StockItem withoutPage() {
        return new StockItem(sku, onHand, reserved, movements, List.of());
    }
}
