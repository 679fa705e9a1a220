package dev.orderflow.notification.application;

/**
 * One way to reach somebody. It carries the notification's id along, so that whoever gets the same twice can see that.
 */
public interface Courier {

    /**
     * Hands the notice over, waiting its turn where there is a limit to how many a second may be sent.
     *
     * @throws dev.orderflow.eventstore.consumer.TransientFailureException (or an SDK's own) where trying again can help
     */
    Delivery deliver(Notice notice);

    /** What became of it. */
    sealed interface Delivery {
        /** Accepted for delivery. */
        record Sent(String messageId) implements Delivery {}

        /** It will never be accepted: the address is wrong, or the channel refuses this recipient. */
        record Refused(String reason) implements Delivery {}
    }
}
