package dev.orderflow.notification.application;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.notification.application.Notice.Letter;

/** The people who help where the machinery cannot. */
public final class BackOffice {
    private final String topic;
    private final Notifier notifier;

    /** @param topic its name, shown as the recipient */
    public BackOffice(String topic, Notifier notifier) {
        this.topic = topic;
        this.notifier = notifier;
    }

    /** @param key tells occasions of the same kind about one order apart; empty where there can be only one */
    void tell(Occasion occasion, String orderId, String what, String key, Letter letter) {
        notifier.tell(
                new Notice(
                        Notice.id(orderId, key.isEmpty() ? what : what + "/" + key, Channel.BACK_OFFICE),
                        orderId,
                        Channel.BACK_OFFICE,
                        topic,
                        what,
                        occasion.cause(),
                        letter),
                Cause.of(occasion.commit()));
    }
}
