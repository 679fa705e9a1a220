package dev.orderflow.order.application.fulfilment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A participant's answer that could not be recorded in its order.
 *
 * @param source the fact as a commit's JSON, to be recorded once the reason is gone
 * @param reason for operators
 * @param retryAt when it is tried again; null once it was recorded
 */
public record SetAsideAnswer(
        String orderId,
        String source,
        String reason,
        Instant since,
        @Nullable Instant retryAt) {}
