package dev.orderflow.notification.application.notifications;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.NotificationEvent;
import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.events.NotificationEvent.NotificationFailed;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.notification.application.notifications.NotificationSummary.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what was told, listed by order, oldest first. */
public final class NotificationProjection extends StreamProjection<NotificationSummary> {
    /** As operators name it. */
    public static final String READ_MODEL = "notifications";

    /** Everything that was told about an order. */
    public static final String ALL_OF_ORDER = "order";

    /** What its customer may see: what was sent to them. */
    public static final String CUSTOMERS_OF_ORDER = "customer";

    public static final ViewDefinition<NotificationSummary> DEFINITION = new ViewDefinition<>(
            READ_MODEL,
            NotificationSummary.class,
            List.of(
                    new Index<>(ALL_OF_ORDER, NotificationProjection::key),
                    new Index<>(
                            CUSTOMERS_OF_ORDER, summary -> summary.channel() == Channel.EMAIL ? key(summary) : null)));

    public NotificationProjection(Views<NotificationSummary> views) {
        super("notifications", "notification", views);
    }

    private static IndexKey key(NotificationSummary summary) {
        return new IndexKey(summary.orderId(), DueWork.sortKey(summary.requestedAt()));
    }

    @Override
    protected @Nullable NotificationSummary evolve(
            @Nullable NotificationSummary summary, DomainEvent event, Context context) {
        return event instanceof NotificationEvent known ? evolve(summary, known, context) : summary;
    }

    private static NotificationSummary evolve(
            @Nullable NotificationSummary summary, NotificationEvent event, Context context) {
        return switch (event) {
            case NotificationRequested requested ->
                new NotificationSummary(
                        requested.notificationId(),
                        requested.orderId(),
                        requested.channel(),
                        requested.recipient(),
                        requested.subject(),
                        requested.cause(),
                        Status.REQUESTED,
                        null,
                        null,
                        context.recordedAt(),
                        null);
            case NotificationSent sent -> known(summary, event).sent(sent.messageId(), context.recordedAt());
            case NotificationFailed failed -> known(summary, event).failed(failed.reason(), context.recordedAt());
        };
    }

    private static NotificationSummary known(@Nullable NotificationSummary summary, NotificationEvent event) {
        if (summary == null) {
            throw new IllegalStateException("A notification began with " + event);
        }
        return summary;
    }
}
