package dev.orderflow.inventory.application.shipping;

import dev.orderflow.events.SkuQuantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order's shipment; the item's version is the warehouse's.
 *
 * @param trackingNumber null where it failed
 * @param reason null where it left
 * @param lines what left; empty where it failed
 */
public record ShipmentItem(
        String orderId,
        String shipmentId,
        @Nullable String trackingNumber,
        @Nullable String reason,
        List<SkuQuantity> lines,
        Instant at) {
    public ShipmentItem {
        lines = List.copyOf(lines);
    }

    public boolean isDispatched() {
        return trackingNumber != null;
    }
}
