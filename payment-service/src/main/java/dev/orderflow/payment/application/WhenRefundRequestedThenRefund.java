package dev.orderflow.payment.application;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.payment.domain.PaymentCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compensation: gives back what the order's undoing needs back, or answers that there is nothing to give. */
public final class WhenRefundRequestedThenRefund implements OrderWishes.Automation {
    private static final Logger log = LoggerFactory.getLogger(WhenRefundRequestedThenRefund.class);

    private final RefundDesk refunds;

    public WhenRefundRequestedThenRefund(RefundDesk refunds) {
        this.refunds = refunds;
    }

    @Override
    public void on(DomainEvent event, Cause cause) {
        if (event instanceof OrderRefundRequested requested) {
            StreamId payment = new StreamId("payment", requested.orderId());
            PaymentCommand wish = new PaymentCommand.RequestCompensation(requested.orderId(), requested.paymentId());
            if (refunds.request(payment, wish, cause) instanceof Outcome.Refused<?, ?> refused) {
                log.warn("{} is not refunded: {}", payment, refused.refusal());
            }
        }
    }
}
