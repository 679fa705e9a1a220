package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.inventory.application.shipping.Shipping;

/** Hands the order's parcel to the carrier and states what came of it. */
public final class WhenShipmentRequestedThenShip implements OrderReaction {
    private final Shipping shipping;

    public WhenShipmentRequestedThenShip(Shipping shipping) {
        this.shipping = shipping;
    }

    @Override
    public void react(OrderEvent event, Cause cause) {
        if (event instanceof OrderShipmentRequested requested) {
            shipping.ship(requested.orderId(), requested.shipTo(), cause);
        }
    }
}
