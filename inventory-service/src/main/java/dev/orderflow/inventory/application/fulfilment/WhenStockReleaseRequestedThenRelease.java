package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.eventstore.decision.Cause;

/** Gives back what an order held, and answers also where it held nothing. */
public final class WhenStockReleaseRequestedThenRelease implements OrderReaction {
    private final OrderStock stock;

    public WhenStockReleaseRequestedThenRelease(OrderStock stock) {
        this.stock = stock;
    }

    @Override
    public void react(OrderEvent event, Cause cause) {
        if (event instanceof OrderStockReleaseRequested requested) {
            stock.release(requested.orderId(), cause);
        }
    }
}
