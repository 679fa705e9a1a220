package dev.orderflow.events;

import java.util.List;

/**
 * Everything that moves stock in one warehouse, stream {@code warehouse-<warehouseId>}: one stream, so that a
 * reservation over many lines is one atomic commit, and many reservations share an append.
 */
public sealed interface WarehouseEvent extends DomainEvent {

    /** @param receiptId the caller's key: the same receipt twice counts once */
    @WireName("warehouse.stock-received.v1")
    record StockReceived(String receiptId, List<SkuQuantity> lines, String reason) implements WarehouseEvent {
        public StockReceived {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param adjustmentId the caller's key: the same adjustment twice counts once
     * @param delta pieces found (positive) or lost (negative)
     */
    @WireName("warehouse.stock-adjusted.v1")
    record StockAdjusted(String adjustmentId, String sku, int delta, String reason) implements WarehouseEvent {}

    /** All lines of the order are held. */
    @WireName("warehouse.stock-reserved.v1")
    record StockReserved(String orderId, List<SkuQuantity> lines) implements WarehouseEvent {
        public StockReserved {
            lines = List.copyOf(lines);
        }
    }

    /** Nothing is held: at least one line is short. Every short line is named. */
    @WireName("warehouse.stock-reservation-refused.v1")
    record StockReservationRefused(String orderId, List<Shortage> shortages) implements WarehouseEvent {
        public StockReservationRefused {
            shortages = List.copyOf(shortages);
        }
    }

    /** The order's lines are available again; {@code lines} is empty where nothing had been held. */
    @WireName("warehouse.stock-released.v1")
    record StockReleased(String orderId, List<SkuQuantity> lines) implements WarehouseEvent {
        public StockReleased {
            lines = List.copyOf(lines);
        }
    }

    /** The order's lines left the house. */
    @WireName("warehouse.shipment-dispatched.v1")
    record ShipmentDispatched(String orderId, String shipmentId, String trackingNumber, List<SkuQuantity> lines)
            implements WarehouseEvent {
        public ShipmentDispatched {
            lines = List.copyOf(lines);
        }
    }

    /** The carrier refused for good; the lines stay held until a release is asked for. */
    @WireName("warehouse.shipment-failed.v1")
    record ShipmentFailed(String orderId, String shipmentId, String reason) implements WarehouseEvent {}
}
