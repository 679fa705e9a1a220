package dev.orderflow.payment.application.payments;

import dev.orderflow.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param attempts that failed or timed out so far
 * @param due when the janitor is to try it, or null where it is done
 */
public record RefundSummary(
        String refundId,
        Money amount,
        String requestedBy,
        String reason,
        int attempts,
        @Nullable Instant due) {

    public boolean done() {
        return due == null;
    }

    RefundSummary failed(int newAttempts, Instant newDue) {
        return new RefundSummary(refundId, amount, requestedBy, reason, newAttempts, newDue);
    }

    RefundSummary givenBack() {
        return new RefundSummary(refundId, amount, requestedBy, reason, attempts, null);
    }
}
