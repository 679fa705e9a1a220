package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.eventstore.decision.Cause;

/** What follows from an event of an order. The warehouse states each fact once, so reacting again is harmless. */
public sealed interface OrderReaction
        permits WhenOrderPlacedThenReserveStock,
                WhenShipmentRequestedThenShip,
                WhenStockReleaseRequestedThenRelease,
                WhenOrderStepRetriedThenRepeatIt {

    /** Returns when what follows is durable; most events are none of a reaction's business. */
    void react(OrderEvent event, Cause cause);
}
