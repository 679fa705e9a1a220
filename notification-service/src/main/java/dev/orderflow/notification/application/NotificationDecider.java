package dev.orderflow.notification.application;

import static dev.orderflow.eventstore.decision.Decision.accept;
import static dev.orderflow.eventstore.decision.Decision.alreadyDone;
import static dev.orderflow.eventstore.decision.Decision.refuse;

import dev.orderflow.events.NotificationEvent;
import dev.orderflow.events.NotificationEvent.NotificationFailed;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.notification.application.NotificationCommand.RecordFailed;
import dev.orderflow.notification.application.NotificationCommand.RecordSent;
import dev.orderflow.notification.application.NotificationCommand.Request;

/** Requested once, ended once. */
final class NotificationDecider
        implements Decider<NotificationCommand, Notification, NotificationEvent, NotificationDecider.NeverRequested> {

    /** The end of something that was never begun. */
    record NeverRequested() {}

    @Override
    public Notification initial() {
        return new Notification.None();
    }

    @Override
    public Decision<NotificationEvent, NeverRequested> decide(NotificationCommand command, Notification state) {
        return switch (command) {
            case Request(Notice notice) ->
                switch (state) {
                    case Notification.None _ ->
                        accept(new NotificationRequested(
                                notice.notificationId(),
                                notice.orderId(),
                                notice.channel(),
                                notice.recipient(),
                                notice.letter().subject(),
                                notice.cause()));
                    case Notification.Requested _, Notification.Sent _, Notification.Failed _ -> alreadyDone();
                };
            case RecordSent(Notice notice, String messageId) ->
                end(state, new NotificationSent(notice.notificationId(), notice.orderId(), messageId));
            case RecordFailed(Notice notice, String reason) ->
                end(state, new NotificationFailed(notice.notificationId(), notice.orderId(), reason));
        };
    }

    private static Decision<NotificationEvent, NeverRequested> end(Notification state, NotificationEvent end) {
        return switch (state) {
            case Notification.None _ -> refuse(new NeverRequested());
            case Notification.Requested _ -> accept(end);
            case Notification.Sent _, Notification.Failed _ -> alreadyDone();
        };
    }

    @Override
    public Notification evolve(Notification state, NotificationEvent event) {
        return switch (event) {
            case NotificationRequested _ ->
                switch (state) {
                    case Notification.None _ -> new Notification.Requested();
                    case Notification.Requested _, Notification.Sent _, Notification.Failed _ ->
                        throw impossible(state, event);
                };
            case NotificationSent _ ->
                switch (state) {
                    case Notification.Requested _ -> new Notification.Sent();
                    case Notification.None _, Notification.Sent _, Notification.Failed _ ->
                        throw impossible(state, event);
                };
            case NotificationFailed _ ->
                switch (state) {
                    case Notification.Requested _ -> new Notification.Failed();
                    case Notification.None _, Notification.Sent _, Notification.Failed _ ->
                        throw impossible(state, event);
                };
        };
    }

    private static IllegalStateException impossible(Notification state, NotificationEvent event) {
        return new IllegalStateException(event + " cannot follow " + state);
    }
}
