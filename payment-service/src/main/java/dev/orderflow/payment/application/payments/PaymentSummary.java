package dev.orderflow.payment.application.payments;

import dev.orderflow.events.Money;
import java.time.Instant;
import java.util.List;
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

    PaymentSummary with(PaymentStatus newStatus, @Nullable Instant newCaptureDue, Instant at) {
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                newStatus,
                amount,
                refunded,
                chargeId,
                declineReason,
                refunds,
                attempts,
                newCaptureDue,
                correlationId,
                at);
    }

    PaymentSummary charged(String newChargeId) {
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                status,
                amount,
                refunded,
                newChargeId,
                declineReason,
                refunds,
                attempts,
                captureDue,
                correlationId,
                updatedAt);
    }

    /** A refund that waited for the outcome is not needed any more. */
    PaymentSummary declined(String reason) {
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                status,
                amount,
                refunded,
                chargeId,
                reason,
                List.of(),
                attempts,
                captureDue,
                correlationId,
                updatedAt);
    }

    PaymentSummary tried(int newAttempts) {
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                status,
                amount,
                refunded,
                chargeId,
                declineReason,
                refunds,
                newAttempts,
                captureDue,
                correlationId,
                updatedAt);
    }

    PaymentSummary refunding(List<RefundSummary> newRefunds, Instant at) {
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                status,
                amount,
                refunded,
                chargeId,
                declineReason,
                newRefunds,
                attempts,
                captureDue,
                correlationId,
                at);
    }

    PaymentSummary refunded(Money back) {
        Money sum = refunded == null ? back : refunded.plus(back);
        return new PaymentSummary(
                orderId,
                paymentId,
                customerId,
                sum.equals(amount) ? PaymentStatus.REFUNDED : PaymentStatus.PARTLY_REFUNDED,
                amount,
                sum,
                chargeId,
                declineReason,
                refunds,
                attempts,
                captureDue,
                correlationId,
                updatedAt);
    }

    PaymentSummary touched(Instant at) {
        return with(status, captureDue, at);
    }
}
