package dev.orderflow.events;

/**
 * The money of one order, stream {@code payment-<orderId>}. An intent is recorded before each gateway call, with the
 * one key under which the gateway knows it; a time-out is unknown until the gateway has been asked.
 */
public sealed interface PaymentEvent extends DomainEvent {
    String orderId();

    @WireName("payment.capture-intended.v1")
    record CaptureIntended(
            String orderId, String paymentId, String customerId, String gatewayKey, Money amount, String card)
            implements PaymentEvent {}

    @WireName("payment.captured.v1")
    record PaymentCaptured(String orderId, String paymentId, String customerId, String chargeId, Money amount)
            implements PaymentEvent {}

    @WireName("payment.declined.v1")
    record PaymentDeclined(String orderId, String paymentId, String reason) implements PaymentEvent {}

    /** The call's outcome is not known: nothing is retried under another key, undone or shipped until it is. */
    @WireName("payment.capture-unknown.v1")
    record CaptureOutcomeUnknown(String orderId, String paymentId, String detail) implements PaymentEvent {}

    /** The gateway, asked, had never seen the key; the same intent may be sent again under the same key. */
    @WireName("payment.capture-not-found.v1")
    record CaptureNotFoundAtGateway(String orderId, String paymentId) implements PaymentEvent {}

    /** @param requestedBy {@code order} for compensation, else the operator's subject */
    @WireName("payment.refund-intended.v1")
    record RefundIntended(
            String orderId, String refundId, String gatewayKey, Money amount, String requestedBy, String reason)
            implements PaymentEvent {}

    @WireName("payment.refunded.v1")
    record PaymentRefunded(String orderId, String refundId, String customerId, Money amount, String requestedBy)
            implements PaymentEvent {}

    /** An attempt to refund failed or timed out; it is repeated under the same key until it succeeds. */
    @WireName("payment.refund-attempt-failed.v1")
    record RefundAttemptFailed(String orderId, String refundId, int attempt, String detail) implements PaymentEvent {}

    /** Asked to refund an order for which nothing was ever captured, or where nothing is left to refund. */
    @WireName("payment.refund-not-needed.v1")
    record RefundNotNeeded(String orderId, String paymentId) implements PaymentEvent {}
}
