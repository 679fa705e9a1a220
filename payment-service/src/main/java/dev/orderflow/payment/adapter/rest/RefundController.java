package dev.orderflow.payment.adapter.rest;

import dev.orderflow.events.Money;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.payment.adapter.rest.PaymentBody.RefundStatus;
import dev.orderflow.payment.application.RefundDesk;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand.RequestRefund;
import dev.orderflow.payment.domain.PaymentRefusal;
import dev.orderflow.payment.domain.Refund;
import dev.orderflow.payment.domain.Refunds;
import dev.orderflow.web.read.ETags;
import dev.orderflow.web.request.IdempotencyKey;
import dev.orderflow.web.security.Caller;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Operators give money back: the answer comes as soon as the promise is recorded, the gateway is called after it. */
@RestController
class RefundController {
    /** As the contract has it: more than any order. */
    private static final long MOST = 1_000_000_000_000L;

    /** The gateway mostly answers within this many seconds. */
    private static final String RETRY_AFTER = "1";

    private final RefundDesk refunds;

    RefundController(RefundDesk refunds) {
        this.refunds = refunds;
    }

    /** @param amount null for all that is left */
    record RefundRequest(
            @Nullable PositiveMoney amount,

            @Size(min = 1, max = 200) @Pattern(regexp = ".*\\S.*", message = "must not be blank")
            String reason) {}

    record PositiveMoney(
            @Min(1) @Max(MOST) long amount,

            @Pattern(regexp = "[A-Z]{3}", message = "must be three capital letters such as GBP")
            String currency) {}

    record RefundAccepted(String orderId, String refundId, RefundStatus status, Money amount, long version) {}

    @PostMapping("/v1/payments/{orderId}/refunds")
    @RequiresScope(Scopes.OPERATIONS)
    ResponseEntity<RefundAccepted> refund(
            @PathVariable @Pattern(regexp = PaymentController.ID) String orderId,
            IdempotencyKey key,
            @RequestBody RefundRequest request,
            Caller caller,
            Cause cause) {
        PositiveMoney amount = request.amount();
        RequestRefund wish = new RequestRefund(
                orderId,
                DerivedIds.of("r", orderId, caller.subject(), key.value()),
                amount == null ? null : new Money(amount.amount(), amount.currency()),
                operator(caller),
                request.reason());
        return switch (refunds.request(new StreamId("payment", orderId), wish, cause)) {
            case Outcome.Done<Payment, PaymentRefusal> done -> accepted(wish, done, false);
            case Outcome.AlreadyDone<Payment, PaymentRefusal> before -> accepted(wish, before, true);
            case Outcome.Refused<Payment, PaymentRefusal> refused -> throw PaymentProblems.of(refused.refusal());
            case Outcome.Stale<Payment, PaymentRefusal> _ ->
                throw new IllegalStateException("No version was expected of the payment of " + orderId);
        };
    }

    /** An operator by the name of {@code order} must not pass for the order itself. */
    private static String operator(Caller caller) {
        return caller.subject().equals(Refunds.BY_ORDER) ? "operator:" + caller.subject() : caller.subject();
    }

    private static ResponseEntity<RefundAccepted> accepted(
            RequestRefund wish, Outcome<Payment, PaymentRefusal> outcome, boolean replayed) {
        if (!(outcome.state() instanceof Payment.Taken taken)) {
            throw new IllegalStateException("A refund was accepted of " + outcome.state());
        }
        Refund refund = taken.refunds().find(wish.refundId()).orElseThrow();
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted()
                .location(URI.create("/v1/payments/" + wish.orderId()))
                .eTag(ETags.of(outcome.version()))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        if (replayed) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(new RefundAccepted(
                wish.orderId(),
                refund.refundId(),
                refund.done() ? RefundStatus.REFUNDED : RefundStatus.PENDING,
                refund.amount(),
                outcome.version()));
    }
}
