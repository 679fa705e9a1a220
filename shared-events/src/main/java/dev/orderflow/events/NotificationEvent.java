package dev.orderflow.events;

/** What was told to whom and why, stream {@code notification-<notificationId>}. */
public sealed interface NotificationEvent extends DomainEvent {
    String notificationId();

    @WireName("notification.requested.v1")
    record NotificationRequested(
            String notificationId, String orderId, Channel channel, String recipient, String subject, String cause)
            implements NotificationEvent {}

    @WireName("notification.sent.v1")
    record NotificationSent(String notificationId, String orderId, String messageId) implements NotificationEvent {}

    /** The channel refused for good, for example an address that does not exist. */
    @WireName("notification.failed.v1")
    record NotificationFailed(String notificationId, String orderId, String reason) implements NotificationEvent {}

    /** How somebody is told. */
    enum Channel {
        EMAIL,
        BACK_OFFICE
    }
}
