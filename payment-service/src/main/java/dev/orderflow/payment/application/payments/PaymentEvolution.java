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
import java.util.List;
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
                known(before, event).with(at, draft -> {
                    draft.capture(PaymentStatus.CAPTURED, null);
                    draft.chargeId = captured.chargeId();
                });
            case PaymentDeclined declined ->
                known(before, event).with(at, draft -> {
                    draft.capture(PaymentStatus.DECLINED, null);
                    draft.declineReason = declined.reason();
                    // A refund that waited for the outcome is not needed any more.
                    draft.refunds = List.of();
                });
            case CaptureOutcomeUnknown _ ->
                known(before, event).with(at, draft -> {
                    draft.attempts++;
                    draft.capture(PaymentStatus.UNKNOWN, patience.afterAttempt(draft.attempts, at));
                });
            case CaptureNotFoundAtGateway _ ->
                known(before, event).with(at, draft -> draft.capture(PaymentStatus.PENDING, patience.afterIntent(at)));
            case RefundIntended intent ->
                known(before, event)
                        .with(
                                at,
                                draft -> draft.refunds.add(new RefundSummary(
                                        intent.refundId(),
                                        intent.amount(),
                                        intent.requestedBy(),
                                        intent.reason(),
                                        0,
                                        patience.afterIntent(at))));
            case RefundAttemptFailed failed ->
                known(before, event)
                        .with(
                                at,
                                draft -> draft.refund(
                                        failed.refundId(),
                                        refund -> refund.failed(
                                                failed.attempt(), patience.afterAttempt(failed.attempt(), at))));
            case PaymentRefunded refunded -> {
                PaymentSummary known = known(before, event);
                yield known.with(at, draft -> {
                    draft.refund(refunded.refundId(), RefundSummary::givenBack);
                    draft.refunded =
                            draft.refunded == null ? refunded.amount() : draft.refunded.plus(refunded.amount());
                    draft.status = draft.refunded.equals(known.amount())
                            ? PaymentStatus.REFUNDED
                            : PaymentStatus.PARTLY_REFUNDED;
                });
            }
            case RefundNotNeeded notNeeded -> before == null ? barred(notNeeded, metadata) : before.with(at, _ -> {});
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

    private static PaymentSummary known(@Nullable PaymentSummary before, PaymentEvent event) {
        if (before == null) {
            throw new IllegalStateException(event + " came before any intent");
        }
        return before;
    }
}
