package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.application.shipping.Shipping;

/**
 * Does a step of the warehouse's that an order waits for too long, if it is not done. What is done needs no repeating:
 * its fact is in the journal, and what is in the journal reaches the stream.
 */
public final class WhenOrderStepRetriedThenRepeatIt implements OrderReaction {
    private final Views<KnownOrder> orders;
    private final OrderStock stock;
    private final Shipping shipping;

    public WhenOrderStepRetriedThenRepeatIt(Views<KnownOrder> orders, OrderStock stock, Shipping shipping) {
        this.orders = orders;
        this.stock = stock;
        this.shipping = shipping;
    }

    @Override
    public void react(OrderEvent event, Cause cause) {
        if (event instanceof OrderStepRetried retried) {
            repeat(retried, cause);
        }
    }

    /** An order that is not known yet was placed in the same batch: then its requests are in it too. */
    private void repeat(OrderStepRetried retried, Cause cause) {
        switch (retried.step()) {
            case RESERVE_STOCK ->
                orders.find(retried.orderId())
                        .ifPresent(
                                order -> stock.reserve(order.id(), order.value().lines(), cause));
            case SHIP ->
                orders.find(retried.orderId())
                        .ifPresent(
                                order -> shipping.ship(order.id(), order.value().shipTo(), cause));
            case RELEASE_STOCK -> stock.release(retried.orderId(), cause);
            case CAPTURE_PAYMENT, REFUND -> {
                // The payment service's.
            }
        }
    }
}
