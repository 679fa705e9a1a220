package dev.orderflow.notification.application;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.eventstore.decision.DerivedIds;

/**
 * Something that somebody must be told.
 *
 * @param notificationId derived from order, occasion and channel: the same occasion always has the same
 * @param recipient an e-mail address, or the name of the back office's topic
 * @param occasion such as {@code order-completed}; lets the back office filter
 * @param cause the event that it is told for: stream, version and wire name
 */
public record Notice(
        String notificationId,
        String orderId,
        Channel channel,
        String recipient,
        String occasion,
        String cause,
        Letter letter) {

    public static String id(String orderId, String occasion, Channel channel) {
        return DerivedIds.of("n", orderId, occasion, channel.name());
    }

    /**
     * The words.
     *
     * @param html the same as the text, for who reads mail that way; not used by the back office
     */
    public record Letter(String subject, String text, String html) {}
}
