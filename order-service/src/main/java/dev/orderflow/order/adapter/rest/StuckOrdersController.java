package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.application.fulfilment.StuckOrders;
import dev.orderflow.order.application.fulfilment.StuckOrders.StuckOrder;
import dev.orderflow.web.read.ItemList;
import dev.orderflow.web.read.PageRequest;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class StuckOrdersController {
    private final StuckOrders stuckOrders;

    StuckOrdersController(StuckOrders stuckOrders) {
        this.stuckOrders = stuckOrders;
    }

    @GetMapping(path = "/v1/stuck-orders", produces = "application/json")
    ResponseEntity<ItemList<StuckOrderBody>> stuck(PageRequest request) {
        return ItemList.of(stuckOrders.list(request.limit(), request.cursor()), StuckOrderBody::of);
    }

    record StuckOrderBody(
            String orderId,
            String customerId,
            OrderStatus status,
            long version,
            FulfilmentStep step,
            int attempts,
            Instant requestedAt,
            Instant since,
            String reason) {
        static StuckOrderBody of(StuckOrder stuck) {
            return new StuckOrderBody(
                    stuck.order().value().orderId(),
                    stuck.order().value().customerId(),
                    stuck.order().value().status(),
                    stuck.order().version(),
                    stuck.pending().step(),
                    stuck.pending().attempts(),
                    stuck.pending().requestedAt(),
                    stuck.stuck().since(),
                    stuck.stuck().reason());
        }
    }
}
