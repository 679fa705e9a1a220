package dev.orderflow.payment.application.payments;

import dev.orderflow.events.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The payment of one order.
 *
 * @param customerId null, as is {@code amount}, where a refund was asked for before any payment was
 * @param refunded what is back already
 * @param attempts at the capture that brought no answer so far
 * @param correlationId of the order's request, so that what the janitor does is found with it
 * @param captureDue when the janitor is to ask about the capture, or null where its outcome is known
 */
public record PaymentSummary(
        String orderId,
        String paymentId,
        @Nullable String customerId,
        PaymentStatus status,
        @Nullable Money amount,
        @Nullable Money refunded,
        @Nullable String chargeId,
        @Nullable String declineReason,
        List<RefundSummary> refunds,
        int attempts,
        @Nullable Instant captureDue,
        String correlationId,
        Instant updatedAt) {

    public PaymentSummary {
        refunds = List.copyOf(refunds);
    }

    /** When the janitor is to look at this payment, or null where nothing is open. */
    public @Nullable Instant due() {
        // Refunds wait until the capture's outcome is known.
        return captureDue != null
                ? captureDue
                : refunds.stream()
                        .map(RefundSummary::due)
                        .flatMap(Stream::ofNullable)
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    PaymentSummary with(Instant at, Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                draft.status,
                amount,
                draft.refunded,
                draft.chargeId,
                draft.declineReason,
                draft.refunds,
                draft.attempts,
                draft.captureDue,
                correlationId,
                at);
    }

    /** What an event after the first may change. */
    static final class Draft {
        PaymentStatus status;

        @Nullable
        Money refunded;

        @Nullable
        String chargeId;

        @Nullable
        String declineReason;

        List<RefundSummary> refunds;
        int attempts;

        @Nullable
        Instant captureDue;

        private Draft(PaymentSummary before) {
            status = before.status;
            refunded = before.refunded;
            chargeId = before.chargeId;
            declineReason = before.declineReason;
            refunds = new ArrayList<>(before.refunds);
            attempts = before.attempts;
            captureDue = before.captureDue;
        }

        void capture(PaymentStatus reached, @Nullable Instant due) {
            status = reached;
            captureDue = due;
        }

        void refund(String refundId, UnaryOperator<RefundSummary> change) {
            refunds.replaceAll(refund -> refund.refundId().equals(refundId) ? change.apply(refund) : refund);
        }
    }
}
