package dev.orderflow.notification.application;

/** How far a notification is. */
sealed interface Notification {
    record None() implements Notification {}

    /** To be sent, and perhaps sent already: the two are told apart only by what is recorded next. */
    record Requested() implements Notification {}

    record Sent() implements Notification {}

    record Failed() implements Notification {}
}
