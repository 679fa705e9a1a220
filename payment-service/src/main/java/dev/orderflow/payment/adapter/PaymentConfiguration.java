package dev.orderflow.payment.adapter;

import dev.orderflow.events.PaymentEvent;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.rebuild.ReadModel;
import dev.orderflow.eventstore.rebuild.ReadModel.Scope;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.payment.adapter.gateway.HttpPaymentGateway;
import dev.orderflow.payment.application.GatewayDesk;
import dev.orderflow.payment.application.GatewayWork;
import dev.orderflow.payment.application.Janitor;
import dev.orderflow.payment.application.OrderWishes;
import dev.orderflow.payment.application.Patience;
import dev.orderflow.payment.application.PaymentGateway;
import dev.orderflow.payment.application.RefundDesk;
import dev.orderflow.payment.application.WhenPaymentRequestedThenCapture;
import dev.orderflow.payment.application.WhenRefundRequestedThenRefund;
import dev.orderflow.payment.application.WhenStepRetriedThenTryAgain;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalances;
import dev.orderflow.payment.application.payments.PaymentProjection;
import dev.orderflow.payment.application.payments.PaymentSummaries;
import dev.orderflow.payment.application.payments.PaymentSummary;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentDecider;
import dev.orderflow.payment.domain.PaymentRefusal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    private static final Logger log = LoggerFactory.getLogger(PaymentConfiguration.class);

    @Bean
    Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> payments(
            Journal journal, Publication publication) {
        return new Decisions<>(new PaymentDecider(), PaymentEvent.class, journal, publication);
    }

    @Bean
    PaymentGateway paymentGateway(PaymentProperties properties) {
        PaymentProperties.Gateway gateway = properties.gateway();
        log.info(
                "Payments go to {}, at most {} calls at once, each within {}",
                gateway.baseUrl(),
                gateway.concurrency(),
                gateway.timeout());
        return new HttpPaymentGateway(gateway.baseUrl(), gateway.timeout());
    }

    @Bean
    GatewayWork gatewayWork(
            Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> payments, PaymentGateway gateway) {
        return new GatewayWork(payments, gateway);
    }

    /** Closed by its lifecycle, which knows when. */
    @Bean(destroyMethod = "")
    GatewayDesk gatewayDesk(PaymentProperties properties) {
        return new GatewayDesk(
                Executors.newVirtualThreadPerTaskExecutor(),
                properties.gateway().concurrency(),
                properties.gateway().stopGrace());
    }

    @Bean
    GatewayDeskLifecycle gatewayDeskLifecycle(GatewayDesk desk) {
        return new GatewayDeskLifecycle(desk);
    }

    @Bean
    RefundDesk refundDesk(
            Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> payments,
            GatewayWork work,
            GatewayDesk desk) {
        return new RefundDesk(payments, work, desk);
    }

    @Bean
    WhenPaymentRequestedThenCapture whenPaymentRequestedThenCapture(
            Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> payments,
            GatewayWork work,
            GatewayDesk desk) {
        return new WhenPaymentRequestedThenCapture(payments, work, desk);
    }

    @Bean
    WhenRefundRequestedThenRefund whenRefundRequestedThenRefund(RefundDesk refunds) {
        return new WhenRefundRequestedThenRefund(refunds);
    }

    @Bean
    WhenStepRetriedThenTryAgain whenStepRetriedThenTryAgain(GatewayWork work, GatewayDesk desk) {
        return new WhenStepRetriedThenTryAgain(work, desk);
    }

    @Bean
    OrderWishes orderWishes(List<OrderWishes.Automation> automations) {
        return new OrderWishes(automations);
    }

    /** A balance sums up all payments of a customer. */
    @Bean
    ReadModel paymentModel(PaymentProperties properties) {
        PaymentProperties.Janitor janitor = properties.janitor();
        Patience patience = new Patience(janitor.intentPatience(), janitor.firstRetry(), janitor.longestRetry());
        return new ReadModel(
                PaymentSummaries.READ_MODEL,
                "payment",
                "payments",
                Scope.ALL_STREAMS,
                List.of(PaymentSummaries.DEFINITION, CustomerBalances.DEFINITION),
                (views, transactions) -> new PaymentProjection(
                        views.create(PaymentSummaries.DEFINITION),
                        views.create(CustomerBalances.DEFINITION),
                        transactions,
                        patience));
    }

    @Bean
    Views<PaymentSummary> paymentSummaries(ReadModels models) {
        return models.views(PaymentSummaries.DEFINITION);
    }

    @Bean
    Views<CustomerBalance> customerBalances(ReadModels models) {
        return models.views(CustomerBalances.DEFINITION);
    }

    @Bean
    Subscriber paymentProjection(ReadModels models, ReadModel paymentModel) {
        return models.projection(paymentModel.name());
    }

    @Bean(initMethod = "", destroyMethod = "")
    DueWork<PaymentSummary> janitor(
            Views<PaymentSummary> summaries,
            GatewayWork work,
            GatewayDesk desk,
            PaymentProperties properties,
            InstantSource clock) {
        PaymentProperties.Janitor janitor = properties.janitor();
        return new DueWork<>(
                summaries,
                PaymentSummaries.DUE,
                PaymentSummaries.duePartitions(),
                janitor.every(),
                janitor.batch(),
                clock,
                new Janitor(work, desk)::lookAt);
    }
}
