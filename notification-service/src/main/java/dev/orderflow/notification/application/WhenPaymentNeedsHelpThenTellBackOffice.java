package dev.orderflow.notification.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.notification.application.letters.BackOfficeNotes;
import dev.orderflow.notification.application.payments.OpenPayment;
import java.time.Duration;
import java.util.List;

/**
 * A payment whose outcome stays unknown, a refund that keeps failing. Each further failed attempt is an event, so the next
 * one after the threshold tells: no clock is watched.
 */
public final class WhenPaymentNeedsHelpThenTellBackOffice implements Subscriber {
    private final Views<OpenPayment> payments;
    private final BackOffice backOffice;
    private final Duration unknownForLong;
    private final int refundAttempts;

    /**
     * @param unknownForLong an outcome unknown for at least this is told
     * @param refundAttempts a refund that failed this often is told
     */
    public WhenPaymentNeedsHelpThenTellBackOffice(
            Views<OpenPayment> payments, BackOffice backOffice, Duration unknownForLong, int refundAttempts) {
        this.payments = payments;
        this.backOffice = backOffice;
        this.unknownForLong = unknownForLong;
        this.refundAttempts = refundAttempts;
    }

    @Override
    public String name() {
        return "when-payment-needs-help-then-tell-back-office";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("payment");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        Occasion.each(commits, (occasion, event) -> tell(stream, occasion, event));
    }

    private void tell(StreamId stream, Occasion occasion, DomainEvent event) {
        if (event instanceof CaptureOutcomeUnknown unknown) {
            OpenPayment payment = payments.find(stream.key())
                    .orElseThrow(() -> new IllegalStateException("Nothing is known of " + stream))
                    .value();
            Duration open = Duration.between(
                    payment.intendedAt(), occasion.commit().metadata().recordedAt());
            if (open.compareTo(unknownForLong) >= 0) {
                backOffice.tell(
                        occasion,
                        unknown.orderId(),
                        "payment-unknown",
                        "",
                        BackOfficeNotes.paymentUnknown(unknown, payment.intendedAt()));
            }
        } else if (event instanceof RefundAttemptFailed failed && failed.attempt() == refundAttempts) {
            backOffice.tell(
                    occasion,
                    failed.orderId(),
                    "refund-failing",
                    failed.refundId(),
                    BackOfficeNotes.refundFailing(failed));
        }
    }
}
