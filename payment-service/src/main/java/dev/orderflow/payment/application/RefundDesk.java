package dev.orderflow.payment.application;

import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentRefusal;

/** Takes wishes for refunds, of orders and of operators: records the intent and brings the call to the gateway's desk. */
public final class RefundDesk {
    private final Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions;
    private final GatewayWork work;
    private final GatewayDesk desk;

    public RefundDesk(
            Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions,
            GatewayWork work,
            GatewayDesk desk) {
        this.decisions = decisions;
        this.work = work;
        this.desk = desk;
    }

    public Outcome<Payment, PaymentRefusal> request(StreamId stream, PaymentCommand wish, Cause cause) {
        Outcome<Payment, PaymentRefusal> outcome = decisions.execute(stream, wish, cause);
        if (!(outcome.state() instanceof Payment.Refunding)) {
            // Refused, or nothing to give back, or it waits until the gateway has told what became of the capture.
            return outcome;
        }
        switch (outcome) {
            case Outcome.Done<Payment, PaymentRefusal> done ->
                done.commit().events().stream()
                        .filter(RefundIntended.class::isInstance)
                        .map(event -> ((RefundIntended) event).gatewayKey())
                        .forEach(key -> desk.bring(stream, () -> work.begin(stream, done.state(), key, cause)));
            case Outcome.AlreadyDone<Payment, PaymentRefusal> _ ->
                desk.bringIfIdle(stream, () -> work.resume(stream, cause));
            case Outcome.Refused<Payment, PaymentRefusal> _, Outcome.Stale<Payment, PaymentRefusal> _ -> {
                // Nothing was recorded, so nothing is to be done.
            }
        }
        return outcome;
    }
}
