package dev.orderflow.order.application.importing;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;

/** Places orders as clients do. */
public interface OrderPlacing {
    Placement place(PlaceOrderRequest request, Cause cause);

    /** Whether this very import had placed the order: before a restart, that is. */
    boolean wasPlacedBy(String importId, String orderId);
}
