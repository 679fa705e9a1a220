package dev.orderflow.payment.domain;

import static dev.orderflow.eventstore.decision.Decision.accept;
import static dev.orderflow.eventstore.decision.Decision.alreadyDone;
import static dev.orderflow.eventstore.decision.Decision.refuse;

import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.payment.domain.PaymentCommand.RecordCaptured;
import dev.orderflow.payment.domain.PaymentCommand.RecordDeclined;
import dev.orderflow.payment.domain.PaymentCommand.RecordNotFound;
import dev.orderflow.payment.domain.PaymentCommand.RecordRefundFailed;
import dev.orderflow.payment.domain.PaymentCommand.RecordRefunded;
import dev.orderflow.payment.domain.PaymentCommand.RecordUnknown;
import dev.orderflow.payment.domain.PaymentCommand.RequestCapture;
import dev.orderflow.payment.domain.PaymentCommand.RequestCompensation;
import dev.orderflow.payment.domain.PaymentCommand.RequestRefund;
import dev.orderflow.payment.domain.PaymentRefusal.Contradiction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Decides about the money of one order: at most one capture, never more back than was taken, and nothing is believed of
 * the gateway but its own word.
 */
public final class PaymentDecider implements Decider<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> {
    /** The largest amount that the gateway takes, in minor units; more would be refused for ever, so it is declined here. */
    static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    /** What a card token looks like to the gateway; anything else it would refuse for ever, so it is declined here. */
    private static final Pattern CARD = Pattern.compile("tok_[a-z0-9_]{1,60}");

    /** Stands for the charge of an order that costs nothing: the gateway takes no charge of zero. */
    static final String NOTHING_TO_CHARGE = "nothing-to-charge";

    @Override
    public Payment initial() {
        return new Payment.None();
    }

    @Override
    public Decision<PaymentEvent, PaymentRefusal> decide(PaymentCommand command, Payment state) {
        return switch (command) {
            case RequestCapture wish -> requestCapture(wish, state);
            case RequestCompensation wish -> requestCompensation(wish, state);
            case RequestRefund wish -> requestRefund(wish, state);
            case RecordCaptured answer -> recordCaptured(answer, state);
            case RecordDeclined answer -> recordDeclined(answer, state);
            case RecordUnknown answer -> recordUnknown(answer, state);
            case RecordNotFound _ -> recordNotFound(state);
            case RecordRefunded answer -> recordRefunded(answer, state);
            case RecordRefundFailed answer -> recordRefundFailed(answer, state);
        };
    }

    private static Decision<PaymentEvent, PaymentRefusal> requestCapture(RequestCapture wish, Payment state) {
        return switch (state) {
            case Payment.None _ -> accept(beginning(wish));
            case Payment.Barred _ -> refuse(new PaymentRefusal.CaptureBarred());
            case Payment.Unresolved open -> sameOrRefused(intended(wish).equals(open.capture()));
            case Payment.Declined declined -> sameOrRefused(intended(wish).equals(declined.capture()));
            case Payment.Taken taken -> sameOrRefused(intended(wish).equals(taken.capture()));
        };
    }

    private static List<PaymentEvent> beginning(RequestCapture wish) {
        Capture capture = intended(wish);
        PaymentEvent intent = new PaymentEvent.CaptureIntended(
                capture.orderId(),
                capture.paymentId(),
                capture.customerId(),
                capture.gatewayKey(),
                capture.amount(),
                capture.card());
        if (!CARD.matcher(wish.card()).matches()) {
            return List.of(intent, new PaymentDeclined(wish.orderId(), wish.paymentId(), "invalid_card"));
        }
        if (wish.amount().amount() < 0 || wish.amount().amount() > LARGEST_AMOUNT) {
            return List.of(intent, new PaymentDeclined(wish.orderId(), wish.paymentId(), "invalid_amount"));
        }
        return wish.amount().amount() == 0 ? List.of(intent, captured(capture, NOTHING_TO_CHARGE)) : List.of(intent);
    }

    private static Decision<PaymentEvent, PaymentRefusal> sameOrRefused(boolean same) {
        return same ? alreadyDone() : refuse(new PaymentRefusal.CaptureDiffers());
    }

    private static Decision<PaymentEvent, PaymentRefusal> requestCompensation(RequestCompensation wish, Payment state) {
        RefundNotNeeded notNeeded = new RefundNotNeeded(wish.orderId(), wish.paymentId());
        return switch (state) {
            case Payment.None _ -> accept(notNeeded);
            case Payment.Barred _ -> alreadyDone();
            case Payment.Declined declined -> declined.refundAnswered() ? alreadyDone() : accept(notNeeded);
            // The intent waits in the journal until the gateway has told what became of the capture.
            case Payment.Unresolved open ->
                isCompensated(wish, open.refunds())
                        ? alreadyDone()
                        : accept(compensation(wish, open.capture().amount()));
            case Payment.Taken taken -> {
                if (taken.refundAnswered() || isCompensated(wish, taken.refunds())) {
                    yield alreadyDone();
                }
                yield accept(taken.left().amount() == 0 ? notNeeded : compensation(wish, taken.left()));
            }
        };
    }

    private static boolean isCompensated(RequestCompensation wish, Refunds refunds) {
        return refunds.find(compensationId(wish.orderId())).isPresent();
    }

    private static RefundIntended compensation(RequestCompensation wish, Money amount) {
        String refundId = compensationId(wish.orderId());
        return new RefundIntended(
                wish.orderId(), refundId, refundKey(refundId), amount, Refunds.BY_ORDER, "The order is being undone");
    }

    private static Decision<PaymentEvent, PaymentRefusal> requestRefund(RequestRefund wish, Payment state) {
        return switch (state) {
            case Payment.None _ -> refuse(new PaymentRefusal.NoSuchPayment());
            case Payment.Barred _ -> refuse(new PaymentRefusal.NothingCaptured());
            case Payment.Declined _ -> refuse(new PaymentRefusal.NothingCaptured());
            case Payment.Unresolved _ -> refuse(new PaymentRefusal.OutcomeNotKnown());
            case Payment.Taken taken -> requestRefundOfTaken(wish, taken);
        };
    }

    private static Decision<PaymentEvent, PaymentRefusal> requestRefundOfTaken(
            RequestRefund wish, Payment.Taken taken) {
        Money left = taken.left();
        Money amount = wish.amount() == null ? left : wish.amount();
        Optional<Refund> before = taken.refunds().find(wish.refundId());
        if (before.isPresent()) {
            return isSame(wish, before.get()) ? alreadyDone() : refuse(new PaymentRefusal.RefundDiffers());
        }
        if (taken.refunds().find(wish.otherRefundId()).isPresent()) {
            return refuse(new PaymentRefusal.RefundDiffers());
        }
        if (!amount.currency().equals(left.currency())) {
            return refuse(new PaymentRefusal.OtherCurrency(left.currency()));
        }
        if (amount.amount() < 1 || amount.amount() > left.amount()) {
            return refuse(new PaymentRefusal.MoreThanCaptured(left));
        }
        if (taken.refunds().all().size() >= Refunds.MOST) {
            return refuse(new PaymentRefusal.TooManyRefunds(Refunds.MOST));
        }
        return accept(new RefundIntended(
                wish.orderId(),
                wish.refundId(),
                refundKey(wish.refundId()),
                amount,
                wish.requestedBy(),
                wish.reason()));
    }

    private static boolean isSame(RequestRefund wish, Refund before) {
        return before.reason().equals(wish.reason())
                && (wish.amount() == null || before.amount().equals(wish.amount()));
    }

    private static Decision<PaymentEvent, PaymentRefusal> recordCaptured(RecordCaptured answer, Payment state) {
        return switch (state) {
            case Payment.None _ -> refuse(new Contradiction("nothing was intended"));
            case Payment.Barred _ -> refuse(new Contradiction("the capture was barred"));
            case Payment.Declined _ -> refuse(new Contradiction("the gateway had declined"));
            case Payment.Unresolved open -> accept(captured(open.capture(), answer.chargeId()));
            case Payment.Taken taken ->
                taken.chargeId().equals(answer.chargeId())
                        ? alreadyDone()
                        : refuse(new Contradiction("captured as " + taken.chargeId()));
        };
    }

    private static Decision<PaymentEvent, PaymentRefusal> recordDeclined(RecordDeclined answer, Payment state) {
        return switch (state) {
            case Payment.None _ -> refuse(new Contradiction("nothing was intended"));
            case Payment.Barred _ -> refuse(new Contradiction("the capture was barred"));
            case Payment.Declined _ -> alreadyDone();
            case Payment.Unresolved open -> accept(declined(open, answer.reason()));
            case Payment.Taken taken -> refuse(new Contradiction("captured as " + taken.chargeId()));
        };
    }

    /** A compensation that waited for the outcome gets its own answer in the same commit. */
    private static List<PaymentEvent> declined(Payment.Unresolved open, String reason) {
        Capture capture = open.capture();
        List<PaymentEvent> events = new ArrayList<>();
        events.add(new PaymentDeclined(capture.orderId(), capture.paymentId(), reason));
        if (!open.refunds().all().isEmpty()) {
            events.add(new RefundNotNeeded(capture.orderId(), capture.paymentId()));
        }
        return events;
    }

    /** A call whose answer was lost tells nothing where another call has told the outcome. */
    private static Decision<PaymentEvent, PaymentRefusal> recordUnknown(RecordUnknown answer, Payment state) {
        return switch (state) {
            case Payment.None _ -> refuse(new Contradiction("nothing was intended"));
            case Payment.Barred _, Payment.Declined _, Payment.Taken _ -> alreadyDone();
            case Payment.Unresolved open ->
                accept(new CaptureOutcomeUnknown(
                        open.capture().orderId(), open.capture().paymentId(), answer.detail()));
        };
    }

    /** An intent that was never sent, or is still on its way, is simply sent: that needs no event. */
    private static Decision<PaymentEvent, PaymentRefusal> recordNotFound(Payment state) {
        return switch (state) {
            case Payment.None _ -> refuse(new Contradiction("nothing was intended"));
            case Payment.Barred _, Payment.Declined _, Payment.Taken _, Payment.CaptureIntended _ -> alreadyDone();
            case Payment.CaptureUnknown open ->
                accept(new CaptureNotFoundAtGateway(
                        open.capture().orderId(), open.capture().paymentId()));
        };
    }

    private static Decision<PaymentEvent, PaymentRefusal> recordRefunded(RecordRefunded answer, Payment state) {
        return ofOpenRefund(
                answer.refundId(),
                state,
                (capture, refund) -> new PaymentRefunded(
                        capture.orderId(),
                        answer.refundId(),
                        capture.customerId(),
                        refund.amount(),
                        refund.requestedBy()));
    }

    private static Decision<PaymentEvent, PaymentRefusal> recordRefundFailed(RecordRefundFailed answer, Payment state) {
        return ofOpenRefund(
                answer.refundId(),
                state,
                (capture, refund) -> new RefundAttemptFailed(
                        capture.orderId(), answer.refundId(), refund.failedAttempts() + 1, answer.detail()));
    }

    private static Decision<PaymentEvent, PaymentRefusal> ofOpenRefund(
            String refundId, Payment state, BiFunction<Capture, Refund, PaymentEvent> fact) {
        return switch (state) {
            case Payment.Taken taken -> {
                Optional<Refund> refund = taken.refunds().find(refundId);
                if (refund.isEmpty()) {
                    yield refuse(new Contradiction("no such refund was intended"));
                }
                yield refund.get().done() ? alreadyDone() : accept(fact.apply(taken.capture(), refund.get()));
            }
            case Payment.None _, Payment.Barred _, Payment.Declined _, Payment.Unresolved _ ->
                refuse(new Contradiction("nothing is known to be captured"));
        };
    }

    @Override
    public Payment evolve(Payment state, PaymentEvent event) {
        return PaymentHistory.evolve(state, event);
    }

    private static Capture intended(RequestCapture wish) {
        return new Capture(
                wish.orderId(),
                wish.paymentId(),
                wish.customerId(),
                "capture-" + wish.orderId(),
                wish.amount(),
                wish.card());
    }

    private static PaymentCaptured captured(Capture capture, String chargeId) {
        return new PaymentCaptured(
                capture.orderId(), capture.paymentId(), capture.customerId(), chargeId, capture.amount());
    }

    private static String compensationId(String orderId) {
        return orderId + "-" + Refunds.BY_ORDER;
    }

    private static String refundKey(String refundId) {
        return "refund-" + refundId;
    }
}
