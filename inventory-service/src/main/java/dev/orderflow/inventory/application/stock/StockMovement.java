package dev.orderflow.inventory.application.stock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that moved a product's stock.
 *
 * @param version of the warehouse's stream
 * @param quantity pieces; negative only for goods that were adjusted away
 * @param orderId for whom, or null where no order is concerned
 * @param reason why, or null where the order is the reason
 */
public record StockMovement(
        long version,
        Instant at,
        Type type,
        int quantity,
        @Nullable String orderId,
        @Nullable String reason) {

    /** What happened to the pieces. */
    public enum Type {
        RECEIVED,
        ADJUSTED,
        RESERVED,
        RELEASED,
        DISPATCHED
    }

    /** By how much it changes what is in the house. */
    int onHandBy() {
        return switch (type) {
            case RECEIVED, ADJUSTED -> quantity;
            case RESERVED, RELEASED -> 0;
            case DISPATCHED -> -quantity;
        };
    }

    /** By how much it changes what is held for orders. */
    int reservedBy() {
        return switch (type) {
            case RECEIVED, ADJUSTED -> 0;
            case RESERVED -> quantity;
            case RELEASED, DISPATCHED -> -quantity;
        };
    }
}
