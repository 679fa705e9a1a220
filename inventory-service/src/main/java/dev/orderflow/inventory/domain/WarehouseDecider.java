package dev.orderflow.inventory.domain;

import dev.orderflow.events.Shortage;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.inventory.domain.WarehouseCommand.AdjustStock;
import dev.orderflow.inventory.domain.WarehouseCommand.DispatchShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.FailShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReleaseStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReserveStock;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the house: what is available is never negative, an order gets all its lines or none, and every fact about
 * an order, a receipt or an adjustment is stated once, however often it is asked for.
 */
public final class WarehouseDecider implements Decider<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> {

    @Override
    public Warehouse initial() {
        return Warehouse.EMPTY;
    }

    @Override
    public Decision<WarehouseEvent, WarehouseRefusal> decide(WarehouseCommand command, Warehouse warehouse) {
        return switch (command) {
            case ReceiveStock receive -> receive(receive, warehouse);
            case AdjustStock adjust -> adjust(adjust, warehouse);
            case ReserveStock reserve -> reserve(reserve, warehouse);
            case ReleaseStock release -> release(release.orderId(), warehouse);
            case DispatchShipment dispatch -> dispatch(dispatch, warehouse);
            case FailShipment fail -> fail(fail, warehouse);
        };
    }

    @Override
    public Warehouse evolve(Warehouse warehouse, WarehouseEvent event) {
        return switch (event) {
            case StockReceived(var receiptId, var lines, var reason) -> warehouse.received(receiptId, lines, reason);
            case StockAdjusted(var adjustmentId, var sku, var delta, var reason) ->
                warehouse.adjusted(adjustmentId, sku, delta, reason);
            case StockReserved(var orderId, var lines) -> {
                require(warehouse.held(orderId) == null, event, "the order holds stock already");
                yield warehouse.reserved(orderId, lines);
            }
            case StockReservationRefused(var orderId, var shortages) -> {
                require(warehouse.held(orderId) == null, event, "the order holds stock");
                yield warehouse.endedWithoutStock(orderId, OrderEnd.REFUSED);
            }
            case StockReleased(var orderId, var lines) -> {
                require(heldLines(warehouse, orderId).equals(lines), event, "the order holds other lines");
                yield warehouse.released(orderId, lines);
            }
            case ShipmentDispatched(var orderId, var shipmentId, var trackingNumber, var lines) -> {
                require(heldLines(warehouse, orderId).equals(lines), event, "the order holds other lines");
                yield warehouse.dispatched(orderId, lines);
            }
            case ShipmentFailed(var orderId, var shipmentId, var reason) -> {
                Reservation reservation = warehouse.held(orderId);
                yield reservation == null
                        ? warehouse.endedWithoutStock(orderId, OrderEnd.NOTHING_TO_SHIP)
                        : warehouse.shipmentFailed(orderId, reservation);
            }
        };
    }

    private static Decision<WarehouseEvent, WarehouseRefusal> receive(ReceiveStock receive, Warehouse warehouse) {
        Booking before = warehouse.receipt(receive.receiptId());
        if (before == null) {
            return Decision.accept(new StockReceived(receive.receiptId(), receive.lines(), receive.reason()));
        }
        return before.fingerprint() == Booking.fingerprint(receive.lines(), receive.reason())
                ? Decision.alreadyDone()
                : Decision.refuse(new WarehouseRefusal.ReceiptIdUsedOtherwise(receive.receiptId()));
    }

    private static Decision<WarehouseEvent, WarehouseRefusal> adjust(AdjustStock adjust, Warehouse warehouse) {
        Booking before = warehouse.adjustment(adjust.adjustmentId());
        if (before != null) {
            return before.fingerprint() == Booking.fingerprint(adjust.sku(), adjust.delta(), adjust.reason())
                    ? Decision.alreadyDone()
                    : Decision.refuse(new WarehouseRefusal.AdjustmentIdUsedOtherwise(adjust.adjustmentId()));
        }
        long available = warehouse.level(adjust.sku()).available();
        if (available + adjust.delta() < 0) {
            return Decision.refuse(new WarehouseRefusal.LessThanNothingLeft(adjust.sku(), available, adjust.delta()));
        }
        return Decision.accept(new StockAdjusted(adjust.adjustmentId(), adjust.sku(), adjust.delta(), adjust.reason()));
    }

    private static Decision<WarehouseEvent, WarehouseRefusal> reserve(ReserveStock reserve, Warehouse warehouse) {
        String orderId = reserve.orderId();
        if (warehouse.held(orderId) != null || warehouse.ended(orderId) != null) {
            return Decision.alreadyDone();
        }
        List<Shortage> shortages = new ArrayList<>();
        for (SkuQuantity line : reserve.lines()) {
            long available = warehouse.level(line.sku()).available();
            if (available < line.quantity()) {
                // Less than a quantity, which is an int: the cast cannot lose anything.
                shortages.add(new Shortage(line.sku(), line.quantity(), (int) available));
            }
        }
        return Decision.accept(
                shortages.isEmpty()
                        ? new StockReserved(orderId, reserve.lines())
                        : new StockReservationRefused(orderId, shortages));
    }

    private static Decision<WarehouseEvent, WarehouseRefusal> release(String orderId, Warehouse warehouse) {
        return switch (warehouse.ended(orderId)) {
            case RELEASED -> Decision.alreadyDone();
            case DISPATCHED -> Decision.refuse(new WarehouseRefusal.AlreadyDispatched(orderId));
            // Whoever asks for a release waits for its answer, also where there is nothing to give back.
            case REFUSED, NOTHING_TO_SHIP -> Decision.accept(new StockReleased(orderId, List.of()));
            case null -> Decision.accept(new StockReleased(orderId, heldLines(warehouse, orderId)));
        };
    }

    private static Decision<WarehouseEvent, WarehouseRefusal> dispatch(DispatchShipment dispatch, Warehouse warehouse) {
        Reservation reservation = warehouse.held(dispatch.orderId());
        if (reservation != null) {
            // A failure that was stated stands: the order may be on its way to be refunded.
            return reservation.shipmentFailed()
                    ? Decision.alreadyDone()
                    : Decision.accept(new ShipmentDispatched(
                            dispatch.orderId(), dispatch.shipmentId(), dispatch.trackingNumber(), reservation.lines()));
        }
        return switch (warehouse.ended(dispatch.orderId())) {
            case DISPATCHED, NOTHING_TO_SHIP -> Decision.alreadyDone();
            case REFUSED, RELEASED -> Decision.refuse(new WarehouseRefusal.NothingReserved(dispatch.orderId()));
            case null -> Decision.refuse(new WarehouseRefusal.NothingReserved(dispatch.orderId()));
        };
    }

    private static Decision<WarehouseEvent, WarehouseRefusal> fail(FailShipment fail, Warehouse warehouse) {
        ShipmentFailed failed = new ShipmentFailed(fail.orderId(), fail.shipmentId(), fail.reason());
        Reservation reservation = warehouse.held(fail.orderId());
        if (reservation != null) {
            return reservation.shipmentFailed() ? Decision.alreadyDone() : Decision.accept(failed);
        }
        return switch (warehouse.ended(fail.orderId())) {
            case DISPATCHED, NOTHING_TO_SHIP -> Decision.alreadyDone();
            // Its release was answered: the order has gone past shipping.
            case RELEASED -> Decision.refuse(new WarehouseRefusal.NothingReserved(fail.orderId()));
            case REFUSED -> Decision.accept(failed);
            case null -> Decision.accept(failed);
        };
    }

    private static List<SkuQuantity> heldLines(Warehouse warehouse, String orderId) {
        Reservation reservation = warehouse.held(orderId);
        return reservation == null ? List.of() : reservation.lines();
    }

    private static void require(boolean possible, WarehouseEvent event, String otherwise) {
        if (!possible) {
            throw new IllegalStateException(event + " cannot follow: " + otherwise);
        }
    }
}
