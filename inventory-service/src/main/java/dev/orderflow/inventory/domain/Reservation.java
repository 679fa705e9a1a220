package dev.orderflow.inventory.domain;

import dev.orderflow.events.SkuQuantity;
import java.util.List;

/**
 * What is held for an order that has not ended here.
 *
 * @param shipmentFailed the carrier refused; the lines stay held until a release is asked for
 */
public record Reservation(List<SkuQuantity> lines, boolean shipmentFailed) {
    public Reservation {
        lines = List.copyOf(lines);
    }
}
