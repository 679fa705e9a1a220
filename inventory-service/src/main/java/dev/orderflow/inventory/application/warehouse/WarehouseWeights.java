package dev.orderflow.inventory.application.warehouse;

import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;

/** About how many bytes of JSON an event of the warehouse takes, so that a commit stays within its bounds. */
public final class WarehouseWeights {
    /** Type, braces, an order id, a shipment id, a tracking number. */
    private static final int EVENT = 250;

    /** {@code {"sku":"85123A","quantity":12}}, and the longest SKU has 40 characters; a shortage has one field more. */
    private static final int LINE = 70;

    private WarehouseWeights() {}

    public static int of(WarehouseEvent event) {
        return switch (event) {
            case StockReceived received -> lines(received.lines().size()) + text(received.reason());
            case StockAdjusted adjusted -> EVENT + text(adjusted.reason());
            case StockReserved reserved -> lines(reserved.lines().size());
            case StockReservationRefused refused -> lines(refused.shortages().size());
            case StockReleased released -> lines(released.lines().size());
            case ShipmentDispatched dispatched -> lines(dispatched.lines().size());
            case ShipmentFailed failed -> EVENT + text(failed.reason());
        };
    }

    private static int lines(int count) {
        return EVENT + count * LINE;
    }

    /** A character takes up to three bytes in UTF-8. */
    private static int text(String text) {
        return 3 * text.length();
    }
}
