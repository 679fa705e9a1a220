package dev.orderflow.inventory.application.shipping;

import dev.orderflow.events.Address;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.inventory.application.shipping.Carrier.Answer;
import dev.orderflow.inventory.application.shipping.Carrier.Parcel;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.OrderEnd;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand.DispatchShipment;
import dev.orderflow.inventory.domain.WarehouseCommand.FailShipment;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships what is held for an order. The carrier is asked only where the warehouse still holds the goods, and under an id
 * that follows from the order: after a crash between the two, the carrier finds the parcel it has.
 */
public final class Shipping {
    private static final Logger log = LoggerFactory.getLogger(Shipping.class);

    private final WarehouseWriter warehouse;
    private final Carrier carrier;

    public Shipping(WarehouseWriter warehouse, Carrier carrier) {
        this.warehouse = warehouse;
        this.carrier = carrier;
    }

    /** Returns when it is stated that the parcel left or will not, be it now or before. */
    public void ship(String orderId, @Nullable Address shipTo, Cause cause) {
        String shipmentId = DerivedIds.of("s", orderId);
        Warehouse now = warehouse.current();
        Reservation reservation = now.held(orderId);
        if (reservation == null) {
            withoutGoods(orderId, shipmentId, now.ended(orderId), cause);
        } else if (!reservation.shipmentFailed()) {
            switch (carrier.ship(new Parcel(shipmentId, orderId, shipTo, reservation.lines()))) {
                case Answer.Taken(var trackingNumber) -> dispatched(orderId, shipmentId, trackingNumber, cause);
                case Answer.Refused(var reason) -> failed(orderId, shipmentId, reason, cause);
            }
        }
    }

    private void withoutGoods(String orderId, String shipmentId, @Nullable OrderEnd end, Cause cause) {
        boolean answered = end == OrderEnd.DISPATCHED || end == OrderEnd.NOTHING_TO_SHIP;
        if (!answered) {
            failed(orderId, shipmentId, "Nothing is reserved for this order", cause);
        }
    }

    private void dispatched(String orderId, String shipmentId, String trackingNumber, Cause cause) {
        Outcome<Warehouse, WarehouseRefusal> outcome =
                warehouse.execute(new DispatchShipment(orderId, shipmentId, trackingNumber), cause);
        if (outcome instanceof Outcome.Refused<Warehouse, WarehouseRefusal>) {
            log.error(
                    "The goods of order {} were released while the carrier took parcel {} ({}): call it back",
                    orderId,
                    shipmentId,
                    trackingNumber);
        }
    }

    private void failed(String orderId, String shipmentId, String reason, Cause cause) {
        Outcome<Warehouse, WarehouseRefusal> outcome =
                warehouse.execute(new FailShipment(orderId, shipmentId, reason), cause);
        if (outcome instanceof Outcome.Refused<Warehouse, WarehouseRefusal>) {
            log.warn("Order {} asks for a shipment after its goods were released; it has been told so", orderId);
        }
    }
}
