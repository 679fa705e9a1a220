package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.request.IdempotencyKey;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PlaceOrderController {
    private final PlaceOrderHandler handler;

    PlaceOrderController(PlaceOrderHandler handler) {
        this.handler = handler;
    }

    record OrderAccepted(String orderId, OrderStatus status, long version, Money total) {}

    // The key comes before the body, so that a request without one is told so first.
    @PostMapping(path = "/v1/orders", consumes = "application/json", produces = "application/json")
    @RequiresScope(Scopes.ORDERS_WRITE)
    ResponseEntity<OrderAccepted> place(
            IdempotencyKey key, @RequestBody PlaceOrderBody body, Caller caller, Cause cause) {
        return switch (handler.place(body.toRequest(caller.subject(), key.value()), cause)) {
            case Placement.Accepted accepted -> accepted(accepted);
            case Placement.KeyReused _ -> throw OrderProblems.keyReused();
            case Placement.InvalidLines invalid -> throw OrderProblems.invalidLines(invalid.faults());
            case Placement.UnknownSkus unknown -> throw OrderProblems.unknownSkus(unknown.faults());
            case Placement.MixedCurrencies mixed -> throw OrderProblems.mixedCurrencies(mixed.currencies());
            case Placement.TotalTooLarge large -> throw OrderProblems.totalTooLarge(large.largest());
        };
    }

    private static ResponseEntity<OrderAccepted> accepted(Placement.Accepted accepted) {
        return AcceptedAnswers.of(accepted.orderId(), ETags.of(accepted.version()), accepted.replayed())
                .body(new OrderAccepted(accepted.orderId(), accepted.status(), accepted.version(), accepted.total()));
    }
}
