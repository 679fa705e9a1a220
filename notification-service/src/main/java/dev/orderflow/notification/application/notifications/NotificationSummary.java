package dev.orderflow.notification.application.notifications;

import dev.orderflow.events.NotificationEvent.Channel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param cause the event that it was sent for
 * @param messageId the channel's id, once sent
 * @param reason why it failed
 * @param endedAt when it was sent or failed
 */
public record NotificationSummary(
        String notificationId,
        String orderId,
        Channel channel,
        String recipient,
        String subject,
        String cause,
        Status status,
        @Nullable String messageId,
        @Nullable String reason,
        Instant requestedAt,
        @Nullable Instant endedAt) {

    /** How far it is. */
    public enum Status {
        REQUESTED,
        SENT,
        FAILED
    }

    NotificationSummary sent(String newMessageId, Instant at) {
        return new NotificationSummary(
                notificationId,
                orderId,
                channel,
                recipient,
                subject,
                cause,
                Status.SENT,
                newMessageId,
                null,
                requestedAt,
                at);
    }

    NotificationSummary failed(String newReason, Instant at) {
        return new NotificationSummary(
                notificationId,
                orderId,
                channel,
                recipient,
                subject,
                cause,
                Status.FAILED,
                null,
                newReason,
                requestedAt,
                at);
    }
}
