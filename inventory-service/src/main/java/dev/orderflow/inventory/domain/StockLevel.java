package dev.orderflow.inventory.domain;

/**
 * The pieces of one product in the house. Wide numbers, so that no receipt can make them wrap.
 *
 * @param onHand pieces on the shelf
 * @param reserved those of them that are held for orders
 */
public record StockLevel(long onHand, long reserved) {
    public static final StockLevel NONE = new StockLevel(0, 0);

    public StockLevel {
        if (reserved < 0 || onHand < reserved) {
            throw new IllegalStateException("Stock cannot be " + onHand + " on hand with " + reserved + " reserved");
        }
    }

    /** What can still be promised; never negative. */
    public long available() {
        return onHand - reserved;
    }

    StockLevel changed(long deltaOnHand, long deltaReserved) {
        return new StockLevel(Math.addExact(onHand, deltaOnHand), Math.addExact(reserved, deltaReserved));
    }
}
