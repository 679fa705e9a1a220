package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.eventstore.decision.Cause;

/** Holds all lines of a new order, or says which are short. */
public final class WhenOrderPlacedThenReserveStock implements OrderReaction {
    private final OrderStock stock;

    public WhenOrderPlacedThenReserveStock(OrderStock stock) {
        this.stock = stock;
    }

    @Override
    public void react(OrderEvent event, Cause cause) {
        if (event instanceof OrderPlaced placed) {
            stock.reserve(placed.orderId(), OrderLines.quantities(placed), cause);
        }
    }
}
