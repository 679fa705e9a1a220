package dev.orderflow.payment.application;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentRefusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records the intent, then leaves the call to the desk: the durable effect of this handler is the intent, and whoever
 * finds an intent without an outcome finishes it.
 */
public final class WhenPaymentRequestedThenCapture implements OrderWishes.Automation {
    private static final Logger log = LoggerFactory.getLogger(WhenPaymentRequestedThenCapture.class);

    private final Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions;
    private final GatewayWork work;
    private final GatewayDesk desk;

    public WhenPaymentRequestedThenCapture(
            Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions,
            GatewayWork work,
            GatewayDesk desk) {
        this.decisions = decisions;
        this.work = work;
        this.desk = desk;
    }

    @Override
    public void on(DomainEvent event, Cause cause) {
        if (event instanceof OrderPaymentRequested requested) {
            capture(requested, cause);
        }
    }

    private void capture(OrderPaymentRequested requested, Cause cause) {
        StreamId stream = new StreamId("payment", requested.orderId());
        PaymentCommand wish = new PaymentCommand.RequestCapture(
                requested.orderId(),
                requested.paymentId(),
                requested.customerId(),
                requested.amount(),
                requested.card());
        switch (decisions.executeOnNew(stream, wish, cause)) {
            case Outcome.Done<Payment, PaymentRefusal> done -> {
                if (done.state() instanceof Payment.CaptureIntended intended) {
                    String key = intended.capture().gatewayKey();
                    desk.bring(stream, () -> work.begin(stream, intended, key, cause));
                }
            }
            // A redelivery: what an earlier run intended may have been sent, or may not.
            case Outcome.AlreadyDone<Payment, PaymentRefusal> before -> {
                if (before.state() instanceof Payment.Unresolved) {
                    desk.bringIfIdle(stream, () -> work.resume(stream, cause));
                }
            }
            case Outcome.Refused<Payment, PaymentRefusal> refused ->
                log.warn("{} is not captured: {}", stream, refused.refusal());
            case Outcome.Stale<Payment, PaymentRefusal> _ ->
                throw new IllegalStateException("No version was expected of " + stream);
        }
    }
}
