package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.cancelling.CancelOrderHandler;
import dev.orderflow.order.application.cancelling.Cancellation;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CancelOrderController {
    private static final String NO_REASON = "no reason given";

    private final CancelOrderHandler handler;

    CancelOrderController(CancelOrderHandler handler) {
        this.handler = handler;
    }

    record CancelOrderBody(
            @Nullable
            @NotBlank(message = "must not be blank: leave it out")
            @Size(max = 200, message = "must have at most {max} characters")
            String reason) {}

    record CancellationAccepted(String orderId, OrderStatus status, long version) {}

    @PostMapping(path = "/v1/orders/{orderId}/cancellation", produces = "application/json")
    @RequiresScope(Scopes.ORDERS_WRITE)
    ResponseEntity<CancellationAccepted> cancel(
            @PathVariable String orderId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Nullable CancelOrderBody body,
            Caller caller,
            Cause cause) {
        if (!OrderIds.isOrderId(orderId)) {
            throw OrderProblems.notFound();
        }
        String reason = body == null || body.reason() == null ? NO_REASON : body.reason();
        return switch (handler.cancel(orderId, Requesters.of(caller), reason, ETags.ifMatch(ifMatch), cause)) {
            case Cancellation.Accepted accepted ->
                AcceptedAnswers.of(orderId, ETags.of(accepted.version()), accepted.replayed())
                        .body(new CancellationAccepted(orderId, accepted.status(), accepted.version()));
            case Cancellation.NotFound _ -> throw OrderProblems.notFound();
            case Cancellation.TooLate tooLate -> throw OrderProblems.notCancellable(tooLate.status());
            case Cancellation.Stale stale -> throw ETags.mismatch(stale.version());
        };
    }
}
