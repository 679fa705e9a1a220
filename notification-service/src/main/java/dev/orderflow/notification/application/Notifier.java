package dev.orderflow.notification.application;

import dev.orderflow.events.NotificationEvent;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.decision.Traced;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.notification.application.Courier.Delivery;
import dev.orderflow.notification.application.NotificationCommand.RecordFailed;
import dev.orderflow.notification.application.NotificationCommand.RecordSent;
import dev.orderflow.notification.application.NotificationDecider.NeverRequested;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody something: records the request, hands the notice over, records that it was sent. A redelivery after that
 * does nothing.
 *
 * <p><b>How often is once?</b> Between the hand-over and its record lies a gap that no order of the two can close, since
 * neither SES nor SNS takes a key that would make a repetition harmless. While the process lives, the gap is closed: what
 * was handed over is remembered until its record succeeds. A process that dies in the gap sends again after its restart,
 * because a notice that comes twice harms less than one that never comes. Both copies carry the same notification id.
 */
public final class Notifier {
    private static final Logger log = LoggerFactory.getLogger(Notifier.class);

    /** Each waits only for its record: there are as many as handlers that retry at once, and that is a few dozen. */
    private static final int MOST_UNRECORDED = 10_000;

    private final Decisions<NotificationCommand, Notification, NotificationEvent, NeverRequested> decisions;
    private final Map<Channel, Courier> couriers;

    /** Handed over, and the record of it failed: by notification id. */
    private final Map<String, Delivery> unrecorded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Delivery> eldest) {
            return size() > MOST_UNRECORDED;
        }
    };

    public Notifier(Journal journal, Publication publication, Map<Channel, Courier> couriers) {
        this.decisions = new Decisions<>(new NotificationDecider(), NotificationEvent.class, journal, publication);
        this.couriers = Map.copyOf(couriers);
    }

    /** When it returns, the notice is sent, or refused for good, and that is recorded. */
    public void tell(Notice notice, Cause cause) {
        Traced.run("notify", cause, within -> requestAndDeliver(notice, within));
    }

    private void requestAndDeliver(Notice notice, Cause cause) {
        StreamId stream = new StreamId("notification", notice.notificationId());
        Notification state = decisions
                .executeOnNew(stream, new NotificationCommand.Request(notice), cause)
                .state();
        switch (state) {
            case Notification.Requested _ -> deliver(stream, notice, cause);
            case Notification.Sent _, Notification.Failed _ -> log.debug("{} was told before", stream);
            case Notification.None _ -> throw new IllegalStateException(stream + " was requested and is not there");
        }
    }

    private void deliver(StreamId stream, Notice notice, Cause cause) {
        Delivery delivery = handedOver(notice);
        NotificationCommand end = switch (delivery) {
            case Delivery.Sent(String messageId) -> new RecordSent(notice, messageId);
            case Delivery.Refused(String reason) -> {
                log.warn("{} to {} is refused for good: {}", stream, notice.channel(), reason);
                yield new RecordFailed(notice, reason);
            }
        };
        if (decisions.execute(stream, end, cause) instanceof Outcome.Refused<Notification, NeverRequested>) {
            throw new IllegalStateException(stream + " was requested and is not there");
        }
        synchronized (unrecorded) {
            unrecorded.remove(notice.notificationId());
        }
    }

    private Delivery handedOver(Notice notice) {
        synchronized (unrecorded) {
            Delivery before = unrecorded.get(notice.notificationId());
            if (before != null) {
                return before;
            }
        }
        Courier courier = couriers.get(notice.channel());
        if (courier == null) {
            throw new IllegalStateException("Nobody carries to " + notice.channel());
        }
        Delivery delivery = courier.deliver(notice);
        synchronized (unrecorded) {
            unrecorded.put(notice.notificationId(), delivery);
        }
        return delivery;
    }
}
