package dev.orderflow.notification.application;

/** What a notification is told. */
sealed interface NotificationCommand {
    record Request(Notice notice) implements NotificationCommand {}

    record RecordSent(Notice notice, String messageId) implements NotificationCommand {}

    record RecordFailed(Notice notice, String reason) implements NotificationCommand {}
}
