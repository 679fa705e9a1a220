package dev.orderflow.order.adapter.importing;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.order.application.importing.ImportCauses;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.order.domain.OrderIds;

/** Through the same handler as HTTP; whose an order is, its first commit says. */
public final class JournaledOrderPlacing implements OrderPlacing {
    private final PlaceOrderHandler handler;
    private final Journal journal;

    public JournaledOrderPlacing(PlaceOrderHandler handler, Journal journal) {
        this.handler = handler;
        this.journal = journal;
    }

    @Override
    public Placement place(PlaceOrderRequest request, Cause cause) {
        return handler.place(request, cause);
    }

    @Override
    public boolean wasPlacedBy(String importId, String orderId) {
        boolean[] found = {false};
        journal.readBackwards(OrderIds.stream(orderId), 1, stored -> {
            found[0] = ImportCauses.isOf(importId, stored.commit().metadata().causationId());
            return false;
        });
        return found[0];
    }
}
