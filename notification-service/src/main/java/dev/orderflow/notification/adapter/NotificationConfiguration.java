package dev.orderflow.notification.adapter;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.notification.application.BackOffice;
import dev.orderflow.notification.application.Courier;
import dev.orderflow.notification.application.Notifier;
import dev.orderflow.notification.application.WhenOrderEndsThenTellCustomer;
import dev.orderflow.notification.application.WhenOrderNeedsHelpThenTellBackOffice;
import dev.orderflow.notification.application.WhenPaymentNeedsHelpThenTellBackOffice;
import dev.orderflow.notification.application.notifications.NotificationProjection;
import dev.orderflow.notification.application.notifications.NotificationSummary;
import dev.orderflow.notification.application.orders.OrderFacts;
import dev.orderflow.notification.application.orders.OrderFactsProjection;
import dev.orderflow.notification.application.payments.OpenPayment;
import dev.orderflow.notification.application.payments.OpenPaymentProjection;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the service together; the couriers are made in {@link CourierConfiguration}. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    @Bean
    Views<OrderFacts> orderFacts(ViewFactory views) {
        return views.create(OrderFactsProjection.DEFINITION);
    }

    @Bean
    Views<OpenPayment> openPayments(ViewFactory views) {
        return views.create(OpenPaymentProjection.DEFINITION);
    }

    @Bean
    Views<NotificationSummary> notificationSummaries(ViewFactory views) {
        return views.create(NotificationProjection.DEFINITION);
    }

    @Bean
    NotificationProjection notificationProjection(Views<NotificationSummary> summaries) {
        return new NotificationProjection(summaries);
    }

    @Bean
    Notifier notifier(Journal journal, Publication publication, Courier mailCourier, Courier backOfficeCourier) {
        return new Notifier(
                journal, publication, Map.of(Channel.EMAIL, mailCourier, Channel.BACK_OFFICE, backOfficeCourier));
    }

    @Bean
    BackOffice backOffice(NotificationProperties properties, Notifier notifier) {
        return new BackOffice(properties.backOffice().topic(), notifier);
    }

    @Bean
    WhenOrderEndsThenTellCustomer whenOrderEndsThenTellCustomer(Views<OrderFacts> facts, Notifier notifier) {
        return new WhenOrderEndsThenTellCustomer(facts, notifier);
    }

    @Bean
    WhenOrderNeedsHelpThenTellBackOffice whenOrderNeedsHelpThenTellBackOffice(BackOffice backOffice) {
        return new WhenOrderNeedsHelpThenTellBackOffice(backOffice);
    }

    @Bean
    WhenPaymentNeedsHelpThenTellBackOffice whenPaymentNeedsHelpThenTellBackOffice(
            Views<OpenPayment> payments, BackOffice backOffice, NotificationProperties properties) {
        return new WhenPaymentNeedsHelpThenTellBackOffice(
                payments,
                backOffice,
                properties.backOffice().paymentUnknownFor(),
                properties.backOffice().refundAttempts());
    }
}
