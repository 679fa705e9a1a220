package dev.orderflow.inventory.domain;

import dev.orderflow.events.SkuQuantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a warehouse can be asked to do. Asking twice does it once. */
public sealed interface WarehouseCommand {

    /**
     * Takes goods in.
     *
     * @param receiptId the caller's key: the same receipt twice counts once
     * @param lines distinct SKUs; may be empty, so that a delivery of nothing is answered too
     */
    record ReceiveStock(String receiptId, List<SkuQuantity> lines, String reason) implements WarehouseCommand {
        public ReceiveStock {
            lines = distinct(lines);
        }
    }

    /**
     * Corrects what the books say.
     *
     * @param delta pieces found (positive) or lost (negative), not 0
     */
    record AdjustStock(String adjustmentId, String sku, int delta, String reason) implements WarehouseCommand {
        public AdjustStock {
            if (delta == 0) {
                throw new IllegalArgumentException("An adjustment changes something");
            }
        }
    }

    /**
     * Holds all lines of an order, or none.
     *
     * @param lines distinct SKUs, at least one
     */
    record ReserveStock(String orderId, List<SkuQuantity> lines) implements WarehouseCommand {
        public ReserveStock {
            lines = distinct(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("An order has lines: " + orderId);
            }
        }
    }

    /** Makes an order's lines available again; where none are held, none ever will be. */
    record ReleaseStock(String orderId) implements WarehouseCommand {}

    /** The carrier took the order's parcel. */
    record DispatchShipment(String orderId, String shipmentId, String trackingNumber) implements WarehouseCommand {}

    /**
     * The order's parcel will not go.
     *
     * @param shipmentId under which the carrier was asked, or would have been
     */
    record FailShipment(String orderId, String shipmentId, String reason) implements WarehouseCommand {}

    private static List<SkuQuantity> distinct(List<SkuQuantity> lines) {
        Set<String> skus = new HashSet<>();
        for (SkuQuantity line : lines) {
            if (line.quantity() < 1) {
                throw new IllegalArgumentException("A line has at least one piece: " + line);
            }
            if (!skus.add(line.sku())) {
                throw new IllegalArgumentException("A product has one line: " + line.sku());
            }
        }
        return List.copyOf(lines);
    }
}
