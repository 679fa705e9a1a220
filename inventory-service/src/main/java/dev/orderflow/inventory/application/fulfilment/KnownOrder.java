package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.Address;
import dev.orderflow.events.SkuQuantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse must know of an order to serve it, and to know who may ask about it.
 *
 * @param lines distinct SKUs
 * @param shipmentRequestedAt null until the order asks for its shipment
 */
public record KnownOrder(
        String orderId,
        String customerId,
        List<SkuQuantity> lines,
        @Nullable Address shipTo,
        @Nullable Instant shipmentRequestedAt) {
    public KnownOrder {
        lines = List.copyOf(lines);
    }

    KnownOrder shipmentRequested(Instant at) {
        return new KnownOrder(orderId, customerId, lines, shipTo, at);
    }
}
