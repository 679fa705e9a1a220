package dev.orderflow.simulation;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.notification.application.BackOffice;
import dev.orderflow.notification.application.Courier;
import dev.orderflow.notification.application.Notifier;
import dev.orderflow.notification.application.WhenOrderEndsThenTellCustomer;
import dev.orderflow.notification.application.WhenOrderNeedsHelpThenTellBackOffice;
import dev.orderflow.notification.application.WhenPaymentNeedsHelpThenTellBackOffice;
import dev.orderflow.notification.application.notifications.NotificationProjection;
import dev.orderflow.notification.application.orders.OrderFactsProjection;
import dev.orderflow.notification.application.payments.OpenPaymentProjection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The notification service, wired as its configuration does. */
final class NotificationProcess extends EngineProcess {
    private static final Duration UNKNOWN_FOR_LONG = Duration.ofMinutes(1);
    private static final int REFUND_ATTEMPTS = 5;

    NotificationProcess(Engines engines, Courier courier) {
        Notifier notifier = new Notifier(
                engines.journal, engines.publication, Map.of(Channel.EMAIL, courier, Channel.BACK_OFFICE, courier));
        BackOffice backOffice = new BackOffice("back-office", notifier);
        super(
                engines,
                Stream.concat(
                                projections(engines.views).stream(),
                                Stream.of(
                                        new WhenOrderEndsThenTellCustomer(
                                                engines.views.create(OrderFactsProjection.DEFINITION), notifier),
                                        new WhenOrderNeedsHelpThenTellBackOffice(backOffice),
                                        new WhenPaymentNeedsHelpThenTellBackOffice(
                                                engines.views.create(OpenPaymentProjection.DEFINITION),
                                                backOffice,
                                                UNKNOWN_FOR_LONG,
                                                REFUND_ATTEMPTS)))
                        .map(engines.planted::in)
                        .toList(),
                List.of());
    }

    /** Those of the views alone: whoever replays tells nobody anything. */
    static List<Subscriber> projections(ViewFactory views) {
        return List.of(
                new NotificationProjection(views.create(NotificationProjection.DEFINITION)),
                new OrderFactsProjection(views.create(OrderFactsProjection.DEFINITION)),
                new OpenPaymentProjection(views.create(OpenPaymentProjection.DEFINITION)));
    }
}
