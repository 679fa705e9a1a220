package dev.orderflow.inventory.domain;

import java.util.List;
import java.util.Map;

/**
 * A warehouse in plain collections, for snapshots. A changed shape needs a new schema name where it is written.
 *
 * @param ended oldest first, like the receipts and the adjustments
 */
public record WarehouseMemento(
        long version,
        Map<String, StockLevel> levels,
        Map<String, Reservation> held,
        List<Ended> ended,
        List<Booked> receipts,
        List<Booked> adjustments) {

    public WarehouseMemento {
        levels = Map.copyOf(levels);
        held = Map.copyOf(held);
        ended = List.copyOf(ended);
        receipts = List.copyOf(receipts);
        adjustments = List.copyOf(adjustments);
    }

    public record Ended(String orderId, OrderEnd end) {}

    public record Booked(String id, Booking booking) {}
}
