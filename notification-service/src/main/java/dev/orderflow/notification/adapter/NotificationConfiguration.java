package dev.orderflow.notification.adapter;

import dev.orderflow.events.NotificationEvent.Channel;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.rebuild.ReadModel;
import dev.orderflow.eventstore.rebuild.ReadModels;
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
import org.springframework.core.annotation.Order;

/** Puts the service together; the couriers are made in {@link CourierConfiguration}. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

    @Bean
    ReadModel orderFactsModel() {
        return ReadModel.ofOneTable(
                OrderFactsProjection.READ_MODEL,
                "order",
                "orders",
                OrderFactsProjection.DEFINITION,
                OrderFactsProjection::new);
    }

    @Bean
    ReadModel openPaymentModel() {
        return ReadModel.ofOneTable(
                "open-payments", "payment", "payments", OpenPaymentProjection.DEFINITION, OpenPaymentProjection::new);
    }

    @Bean
    ReadModel notificationModel() {
        return ReadModel.ofOneTable(
                NotificationProjection.READ_MODEL,
                "notification",
                "notifications",
                NotificationProjection.DEFINITION,
                NotificationProjection::new);
    }

    @Bean
    Views<OrderFacts> orderFacts(ReadModels models) {
        return models.views(OrderFactsProjection.DEFINITION);
    }

    @Bean
    Views<OpenPayment> openPayments(ReadModels models) {
        return models.views(OpenPaymentProjection.DEFINITION);
    }

    @Bean
    Views<NotificationSummary> notificationSummaries(ReadModels models) {
        return models.views(NotificationProjection.DEFINITION);
    }

    /** What an automation looks up in a read model comes before it: subscribers are told in this order. */
    @Bean
    @Order(1)
    Subscriber orderFactsProjection(ReadModels models, ReadModel orderFactsModel) {
        return models.projection(orderFactsModel.name());
    }

    @Bean
    @Order(1)
    Subscriber openPaymentProjection(ReadModels models, ReadModel openPaymentModel) {
        return models.projection(openPaymentModel.name());
    }

    @Bean
    @Order(1)
    Subscriber notificationProjection(ReadModels models, ReadModel notificationModel) {
        return models.projection(notificationModel.name());
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
