package dev.orderflow.simulation;

import dev.orderflow.events.PaymentEvent;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
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
import dev.orderflow.payment.application.balances.CustomerBalances;
import dev.orderflow.payment.application.payments.PaymentProjection;
import dev.orderflow.payment.application.payments.PaymentSummaries;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentDecider;
import dev.orderflow.payment.domain.PaymentRefusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

/** The payment service, wired as its configuration does. */
final class PaymentProcess extends EngineProcess {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(5));

    final RefundDesk refunds;

    PaymentProcess(Engines engines, PaymentGateway gateway) {
        Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> payments = new Decisions<>(
                engines.planted.inPayments(new PaymentDecider()),
                PaymentEvent.class,
                engines.journal,
                engines.publication);
        GatewayWork work = new GatewayWork(payments, gateway);
        GatewayDesk desk =
                new GatewayDesk(Executors.newThreadPerTaskExecutor(engines.node.workers()), 4, Duration.ofSeconds(1));
        RefundDesk refundDesk = new RefundDesk(payments, work, desk);
        refunds = refundDesk;
        super(
                engines,
                List.of(
                        engines.planted.in(new OrderWishes(List.of(
                                new WhenPaymentRequestedThenCapture(payments, work, desk),
                                new WhenRefundRequestedThenRefund(refundDesk),
                                new WhenStepRetriedThenTryAgain(work, desk)))),
                        engines.planted.in(projection(engines.views, engines.views))),
                engines.node.environment.isPlanted(Plant.NO_JANITOR)
                        ? List.of()
                        : List.of(new DueWork<>(
                                engines.views.create(PaymentSummaries.DEFINITION),
                                PaymentSummaries.DUE,
                                PaymentSummaries.duePartitions(),
                                Duration.ofSeconds(1),
                                10,
                                engines.clock,
                                new Janitor(work, desk)::lookAt)));
    }

    static PaymentProjection projection(ViewFactory views, ViewTransactions transactions) {
        return new PaymentProjection(
                views.create(PaymentSummaries.DEFINITION),
                views.create(CustomerBalances.DEFINITION),
                transactions,
                PATIENCE);
    }
}
