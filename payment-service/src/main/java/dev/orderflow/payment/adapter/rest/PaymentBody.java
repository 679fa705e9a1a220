package dev.orderflow.payment.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.orderflow.events.Money;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.payments.PaymentStatus;
import dev.orderflow.payment.application.payments.PaymentSummary;
import dev.orderflow.payment.application.payments.RefundSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payment as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentBody(
        String orderId,
        String paymentId,
        @Nullable String customerId,
        PaymentStatus status,
        long version,
        @Nullable Money amount,
        @Nullable Money refunded,
        @Nullable String chargeId,
        @Nullable String declineReason,
        List<RefundBody> refunds,
        Instant updatedAt) {

    static PaymentBody of(View<PaymentSummary> view) {
        PaymentSummary summary = view.value();
        return new PaymentBody(
                summary.orderId(),
                summary.paymentId(),
                summary.customerId(),
                summary.status(),
                view.version(),
                summary.amount(),
                summary.refunded(),
                summary.chargeId(),
                summary.declineReason(),
                summary.refunds().stream().map(RefundBody::of).toList(),
                summary.updatedAt());
    }

    record RefundBody(
            String refundId, Money amount, RefundStatus status, String requestedBy, String reason, int attempts) {
        static RefundBody of(RefundSummary refund) {
            return new RefundBody(
                    refund.refundId(),
                    refund.amount(),
                    refund.done() ? RefundStatus.REFUNDED : RefundStatus.PENDING,
                    refund.requestedBy(),
                    refund.reason(),
                    refund.attempts());
        }
    }

    /** A pending one is repeated under the same gateway key until it is done. */
    enum RefundStatus {
        PENDING,
        REFUNDED
    }
}
