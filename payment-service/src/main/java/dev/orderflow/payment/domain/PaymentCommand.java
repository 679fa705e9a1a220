package dev.orderflow.payment.domain;

import dev.orderflow.events.Money;
import org.jspecify.annotations.Nullable;

/** What a payment can be told. The first three are wishes; the others report what the gateway answered. */
public sealed interface PaymentCommand {

    /** The order's wish to be paid. */
    record RequestCapture(String orderId, String paymentId, String customerId, Money amount, String card)
            implements PaymentCommand {}

    /** The order's wish to be undone: all that is left goes back, and where nothing was captured nothing ever will be. */
    record RequestCompensation(String orderId, String paymentId) implements PaymentCommand {}

    /**
     * An operator's wish to give money back.
     *
     * @param request derived from the operator and their idempotency key
     * @param amount null for all that is left
     */
    record RequestRefund(
            String orderId, String request, @Nullable Money amount, String requestedBy, String reason)
            implements PaymentCommand {

        /** Tells "all that is left" from an amount, so that a repeated key with other content is found out. */
        public String refundId() {
            return amount == null ? request + ALL : request;
        }

        /** The id that the same request would have had with the other kind of content. */
        String otherRefundId() {
            return amount == null ? request : request + ALL;
        }

        private static final String ALL = "-all";
    }

    /** The gateway has taken the money. */
    record RecordCaptured(String chargeId) implements PaymentCommand {}

    /** The gateway said no. Only ever a business answer, never a failed call. */
    record RecordDeclined(String reason) implements PaymentCommand {}

    /** No answer came, or none that can be understood. */
    record RecordUnknown(String detail) implements PaymentCommand {}

    /** The gateway was asked and has never seen the key. */
    record RecordNotFound() implements PaymentCommand {}

    /** The gateway has given the money back. */
    record RecordRefunded(String refundId) implements PaymentCommand {}

    /** The gateway did not confirm the refund this time. */
    record RecordRefundFailed(String refundId, String detail) implements PaymentCommand {}
}
