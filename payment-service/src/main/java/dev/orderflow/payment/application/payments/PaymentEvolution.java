package dev.orderflow.payment.application.payments;

import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.payment.application.Patience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What each event of a payment changes in its summary. */
final class PaymentEvolution {
    private final Patience patience;

    PaymentEvolution(Patience patience) {
        this.patience = patience;
    }

    PaymentSummary evolve(@Nullable PaymentSummary before, PaymentEvent event, CommitMetadata metadata) {
        Instant at = metadata.recordedAt();
        return switch (event) {
            case CaptureIntended intent ->
                new PaymentSummary(
                        intent.orderId(),
                        intent.paymentId(),
                        intent.customerId(),
                        PaymentStatus.PENDING,
                        intent.amount(),
                        Money.zero(intent.amount().currency()),
                        null,
                        null,
                        List.of(),
                        0,
                        patience.afterIntent(at),
                        metadata.correlationId(),
                        at);
            case PaymentCaptured captured ->
                known(before, event).with(PaymentStatus.CAPTURED, null, at).charged(captured.chargeId());
            case PaymentDeclined declined ->
                known(before, event).with(PaymentStatus.DECLINED, null, at).declined(declined.reason());
            case CaptureOutcomeUnknown _ -> {
                PaymentSummary known = known(before, event);
                int attempts = known.attempts() + 1;
                yield known.with(PaymentStatus.UNKNOWN, patience.afterAttempt(attempts, at), at)
                        .tried(attempts);
            }
            case CaptureNotFoundAtGateway _ ->
                known(before, event).with(PaymentStatus.PENDING, patience.afterIntent(at), at);
            case RefundIntended intent -> {
                PaymentSummary known = known(before, event);
                List<RefundSummary> refunds = new ArrayList<>(known.refunds());
                refunds.add(new RefundSummary(
                        intent.refundId(),
                        intent.amount(),
                        intent.requestedBy(),
                        intent.reason(),
                        0,
                        patience.afterIntent(at)));
                yield known.refunding(refunds, at);
            }
            case RefundAttemptFailed failed ->
                changed(
                        known(before, event),
                        failed.refundId(),
                        at,
                        refund -> refund.failed(failed.attempt(), patience.afterAttempt(failed.attempt(), at)));
            case PaymentRefunded refunded ->
                changed(known(before, event), refunded.refundId(), at, RefundSummary::givenBack)
                        .refunded(refunded.amount());
            case RefundNotNeeded notNeeded -> before == null ? barred(notNeeded, metadata) : before.touched(at);
        };
    }

    private static PaymentSummary barred(RefundNotNeeded notNeeded, CommitMetadata metadata) {
        return new PaymentSummary(
                notNeeded.orderId(),
                notNeeded.paymentId(),
                null,
                PaymentStatus.NOT_CAPTURED,
                null,
                null,
                null,
                null,
                List.of(),
                0,
                null,
                metadata.correlationId(),
                metadata.recordedAt());
    }

    private static PaymentSummary changed(
            PaymentSummary known, String refundId, Instant at, UnaryOperator<RefundSummary> change) {
        return known.refunding(
                known.refunds().stream()
                        .map(refund -> refund.refundId().equals(refundId) ? change.apply(refund) : refund)
                        .toList(),
                at);
    }

    private static PaymentSummary known(@Nullable PaymentSummary before, PaymentEvent event) {
        if (before == null) {
            throw new IllegalStateException(event + " came before any intent");
        }
        return before;
    }
}
