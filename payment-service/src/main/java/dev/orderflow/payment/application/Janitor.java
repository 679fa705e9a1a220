package dev.orderflow.payment.application;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.payment.application.payments.PaymentSummary;

/**
 * Finishes what was left open: intents that a crash orphaned, captures whose outcome is unknown, refunds that the gateway
 * has not confirmed. It is brought what is due, and each attempt moves the payment's version on: a summary that has not
 * seen the latest attempt yet is out of date and is not acted on.
 */
public final class Janitor {
    private final GatewayWork work;
    private final GatewayDesk desk;

    public Janitor(GatewayWork work, GatewayDesk desk) {
        this.work = work;
        this.desk = desk;
    }

    public void lookAt(View<PaymentSummary> due) {
        StreamId stream = new StreamId("payment", due.id());
        Cause cause = new Cause(due.value().correlationId(), "janitor:" + stream + "@" + due.version(), null);
        desk.bringIfIdle(stream, () -> work.resumeAt(stream, due.version(), cause));
    }
}
