package dev.orderflow.payment.application;

import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Folded;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.eventstore.decision.Traced;
import dev.orderflow.payment.application.PaymentGateway.CaptureAnswer;
import dev.orderflow.payment.application.PaymentGateway.RefundAnswer;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentRefusal;
import dev.orderflow.payment.domain.Refund;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with the gateway what a payment's journal says is still to be done, one attempt each, and records the answers.
 *
 * <p>The journal alone says what is to be done, so this may be interrupted anywhere and begun anywhere, by anyone, twice
 * at once. Two rules keep the money safe. Every call carries the key of an intent that is in the journal. And what may
 * have been sent before is asked for before it is sent again.
 */
public final class GatewayWork {
    private static final Logger log = LoggerFactory.getLogger(GatewayWork.class);

    private final Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions;
    private final PaymentGateway gateway;

    public GatewayWork(
            Decisions<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> decisions, PaymentGateway gateway) {
        this.decisions = decisions;
        this.gateway = gateway;
    }

    /**
     * For an intent that the caller has recorded just now: nobody can have sent it, so nobody needs to be asked.
     *
     * @param payment as it was after recording
     */
    public void begin(StreamId stream, Payment payment, String gatewayKey, Cause cause) {
        work(stream, payment, cause, gatewayKey);
    }

    /** For intents of which it is not known how far they got. */
    public void resume(StreamId stream, Cause cause) {
        work(stream, decisions.load(stream).state(), cause, null);
    }

    /** As {@link #resume}, unless the stream has moved on since the version that the caller saw. */
    public void resumeAt(StreamId stream, long version, Cause cause) {
        Folded<Payment> payment = decisions.load(stream);
        if (payment.version() == version) {
            work(stream, payment.state(), cause, null);
        }
    }

    private void work(StreamId stream, Payment start, Cause cause, @Nullable String neverSent) {
        // It runs on a thread of its own, which knows nothing of whoever brought the work.
        Traced.run("gateway-work", cause, within -> settleAndGiveBack(stream, start, within, neverSent));
    }

    private void settleAndGiveBack(StreamId stream, Payment start, Cause cause, @Nullable String neverSent) {
        Payment payment = start;
        if (payment instanceof Payment.Unresolved open) {
            payment = settle(stream, open, cause, neverSent);
        }
        // Refunds that were promised meanwhile are seen in the state that each record returns; each gets one attempt.
        Set<String> tried = new HashSet<>();
        while (payment instanceof Payment.Taken taken) {
            List<Refund> left = taken.refunds().open().stream()
                    .filter(refund -> tried.add(refund.refundId()))
                    .toList();
            if (left.isEmpty()) {
                return;
            }
            for (Refund refund : left) {
                payment = giveBack(stream, taken, refund, cause, neverSent);
            }
        }
    }

    private Payment settle(StreamId stream, Payment.Unresolved start, Cause cause, @Nullable String neverSent) {
        Payment.Unresolved open = start;
        if (!open.capture().gatewayKey().equals(neverSent)) {
            CaptureAnswer found = gateway.findCapture(open.capture());
            Payment asked = record(stream, command(found), cause);
            // Not found means not charged so far; a request that is still under way carries the same key.
            if (!(found instanceof CaptureAnswer.NotFound) || !(asked instanceof Payment.Unresolved still)) {
                return asked;
            }
            open = still;
        }
        return record(stream, sent(gateway.capture(open.capture())), cause);
    }

    private Payment giveBack(
            StreamId stream, Payment.Taken taken, Refund refund, Cause cause, @Nullable String neverSent) {
        RefundAnswer answer =
                refund.gatewayKey().equals(neverSent) ? new RefundAnswer.NotFound() : gateway.findRefund(refund);
        if (answer instanceof RefundAnswer.NotFound) {
            answer = gateway.refund(refund, taken.chargeId());
        }
        PaymentCommand command = switch (answer) {
            case RefundAnswer.Refunded _ -> new PaymentCommand.RecordRefunded(refund.refundId());
            case RefundAnswer.NotFound _ ->
                new PaymentCommand.RecordRefundFailed(
                        refund.refundId(), "The gateway knows nothing of the refund that it was sent");
            case RefundAnswer.Unconfirmed(String detail) ->
                new PaymentCommand.RecordRefundFailed(refund.refundId(), detail);
        };
        return record(stream, command, cause);
    }

    private static PaymentCommand sent(CaptureAnswer answer) {
        return answer instanceof CaptureAnswer.NotFound
                ? new PaymentCommand.RecordUnknown("The gateway knows nothing of the capture that it was sent")
                : command(answer);
    }

    private static PaymentCommand command(CaptureAnswer answer) {
        return switch (answer) {
            case CaptureAnswer.Captured(String chargeId) -> new PaymentCommand.RecordCaptured(chargeId);
            case CaptureAnswer.Declined(String reason) -> new PaymentCommand.RecordDeclined(reason);
            case CaptureAnswer.NotFound _ -> new PaymentCommand.RecordNotFound();
            case CaptureAnswer.Unknown(String detail) -> new PaymentCommand.RecordUnknown(detail);
        };
    }

    private Payment record(StreamId stream, PaymentCommand answer, Cause cause) {
        Outcome<Payment, PaymentRefusal> outcome = decisions.execute(stream, answer, cause);
        if (outcome instanceof Outcome.Refused<Payment, PaymentRefusal> refused) {
            log.error(
                    "The gateway's answer {} about {} contradicts the journal ({}): compare the gateway's ledger with it",
                    answer,
                    stream,
                    refused.refusal());
        }
        return outcome.state();
    }
}
