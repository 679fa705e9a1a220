package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.operating.ActOnProcessHandler;
import dev.orderflow.order.application.operating.ActionOutcome;
import dev.orderflow.order.domain.OperatorAction;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.request.IdempotencyKey;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.Pattern;
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
class ProcessActionController {
    private final ActOnProcessHandler handler;

    ProcessActionController(ActOnProcessHandler handler) {
        this.handler = handler;
    }

    /** In lower case on the wire, as verbs are. */
    enum Verb {
        retry(OperatorAction.Kind.RETRY),
        skip(OperatorAction.Kind.SKIP),
        compensate(OperatorAction.Kind.COMPENSATE);

        private final OperatorAction.Kind kind;

        Verb(OperatorAction.Kind kind) {
            this.kind = kind;
        }
    }

    record ActionBody(
            Verb action,
            FulfilmentStep step,

            @Size(min = 1, max = 500) @Pattern(regexp = ".*\\S.*", message = "must not be blank")
            String reason) {}

    record ActionAccepted(String orderId, OrderStatus status, long version) {}

    @PostMapping(path = "/v1/orders/{orderId}/process/actions", produces = "application/json")
    @RequiresScope(Scopes.OPERATIONS)
    ResponseEntity<ActionAccepted> act(
            @PathVariable String orderId,
            IdempotencyKey key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ActionBody body,
            Caller caller,
            Cause cause) {
        if (!OrderIds.isOrderId(orderId)) {
            throw OrderProblems.notFound();
        }
        OperatorAction action = new OperatorAction(body.action().kind, body.step(), body.reason());
        return switch (handler.act(orderId, key.value(), action, caller.subject(), ETags.ifMatch(ifMatch), cause)) {
            case ActionOutcome.Taken taken ->
                AcceptedAnswers.of(orderId, ETags.of(taken.version()), taken.replayed())
                        .body(new ActionAccepted(orderId, taken.status(), taken.version()));
            case ActionOutcome.NotFound _ -> throw OrderProblems.notFound();
            case ActionOutcome.TooLate tooLate -> throw ActionProblems.ended(tooLate.status());
            case ActionOutcome.KeyReused _ ->
                throw new ProblemException(
                        ProblemTypes.IDEMPOTENCY_KEY_REUSED,
                        "Nothing was done: this Idempotency-Key belongs to another action on the order. Send a new one.");
            case ActionOutcome.NotPending other -> throw ActionProblems.notPending(other.step(), other.pending());
            case ActionOutcome.Unsafe unsafe -> throw ActionProblems.unsafe(unsafe.hazard());
            case ActionOutcome.Stale stale -> throw ETags.mismatch(stale.version());
        };
    }
}
