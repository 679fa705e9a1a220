package dev.orderflow.payment.domain;

import dev.orderflow.events.Money;

/**
 * Money that was promised back, whether or not it has gone back yet.
 *
 * @param gatewayKey the only key under which the gateway ever hears of it
 * @param requestedBy {@link Refunds#BY_ORDER} for compensation, else the operator's subject
 * @param failedAttempts how often the gateway did not confirm it so far
 */
public record Refund(
        String refundId,
        String gatewayKey,
        Money amount,
        String requestedBy,
        String reason,
        int failedAttempts,
        boolean done) {

    static Refund intended(String refundId, String gatewayKey, Money amount, String requestedBy, String reason) {
        return new Refund(refundId, gatewayKey, amount, requestedBy, reason, 0, false);
    }

    Refund failedOnceMore() {
        return new Refund(refundId, gatewayKey, amount, requestedBy, reason, failedAttempts + 1, done);
    }

    Refund givenBack() {
        return new Refund(refundId, gatewayKey, amount, requestedBy, reason, failedAttempts, true);
    }
}
