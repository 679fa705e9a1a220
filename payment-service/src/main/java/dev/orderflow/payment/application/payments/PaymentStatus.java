package dev.orderflow.payment.application.payments;

/** How a payment stands, as clients see it. A refund that is still pending shows among the refunds, not here. */
public enum PaymentStatus {
    /** The gateway is being asked. */
    PENDING,
    /** The gateway did not answer, and is asked what became of it. */
    UNKNOWN,
    CAPTURED,
    DECLINED,
    /** The order was undone before any payment was asked for; none ever will be. */
    NOT_CAPTURED,
    PARTLY_REFUNDED,
    REFUNDED
}
