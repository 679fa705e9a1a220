package dev.orderflow.inventory.application.stock;

import java.time.Instant;

/**
 * A product's stock right after one of its movements.
 *
 * @param number of the movement, counted from 0
 */
public record StockMoment(long number, StockMovement movement, long onHand, long reserved) {
    public long version() {
        return movement.version();
    }

    Instant at() {
        return movement.at();
    }

    public long available() {
        return onHand - reserved;
    }
}
