package dev.orderflow.payment.domain;

import static dev.orderflow.eventstore.testing.DeciderSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.payment.domain.PaymentCommand.RecordCaptured;
import dev.orderflow.payment.domain.PaymentCommand.RecordDeclined;
import dev.orderflow.payment.domain.PaymentCommand.RecordNotFound;
import dev.orderflow.payment.domain.PaymentCommand.RecordRefundFailed;
import dev.orderflow.payment.domain.PaymentCommand.RecordRefunded;
import dev.orderflow.payment.domain.PaymentCommand.RecordUnknown;
import dev.orderflow.payment.domain.PaymentCommand.RequestCapture;
import dev.orderflow.payment.domain.PaymentCommand.RequestCompensation;
import dev.orderflow.payment.domain.PaymentCommand.RequestRefund;
import dev.orderflow.payment.domain.PaymentRefusal.CaptureBarred;
import dev.orderflow.payment.domain.PaymentRefusal.CaptureDiffers;
import dev.orderflow.payment.domain.PaymentRefusal.Contradiction;
import dev.orderflow.payment.domain.PaymentRefusal.MoreThanCaptured;
import dev.orderflow.payment.domain.PaymentRefusal.NoSuchPayment;
import dev.orderflow.payment.domain.PaymentRefusal.NothingCaptured;
import dev.orderflow.payment.domain.PaymentRefusal.OtherCurrency;
import dev.orderflow.payment.domain.PaymentRefusal.OutcomeNotKnown;
import dev.orderflow.payment.domain.PaymentRefusal.RefundDiffers;
import dev.orderflow.payment.domain.PaymentRefusal.TooManyRefunds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentDeciderTest {
    private final PaymentDecider decider = new PaymentDecider();

    private static final RequestCapture ASK = ask(1999, "tok_approve");
    private static final CaptureIntended INTENDED = intended(1999, "tok_approve");
    private static final CaptureOutcomeUnknown UNKNOWN = new CaptureOutcomeUnknown("o1", "p1", "time-out");
    private static final CaptureNotFoundAtGateway NOT_FOUND = new CaptureNotFoundAtGateway("o1", "p1");
    private static final PaymentCaptured CAPTURED = new PaymentCaptured("o1", "p1", "ada", "ch_1", pounds(1999));
    private static final PaymentDeclined DECLINED = new PaymentDeclined("o1", "p1", "card_declined");
    private static final RequestCompensation UNDO = new RequestCompensation("o1", "p1");
    private static final RefundNotNeeded NOT_NEEDED = new RefundNotNeeded("o1", "p1");

    private static Money pounds(long pence) {
        return new Money(pence, "GBP");
    }

    private static RequestCapture ask(long amount, String card) {
        return new RequestCapture("o1", "p1", "ada", pounds(amount), card);
    }

    private static CaptureIntended intended(long amount, String card) {
        return new CaptureIntended("o1", "p1", "ada", "capture-o1", pounds(amount), card);
    }

    private static RefundIntended compensation(long amount) {
        return new RefundIntended(
                "o1", "o1-order", "refund-o1-order", pounds(amount), "order", "The order is being undone");
    }

    private static RequestRefund part(String request, long amount) {
        return new RequestRefund("o1", request, pounds(amount), "olga", "broken");
    }

    private static RefundIntended partIntended(String refundId, long amount) {
        return new RefundIntended("o1", refundId, "refund-" + refundId, pounds(amount), "olga", "broken");
    }

    private static PaymentRefunded refunded(String refundId, long amount, String by) {
        return new PaymentRefunded("o1", refundId, "ada", pounds(amount), by);
    }

    @Test
    void intends_a_capture_under_a_key_derived_from_the_order() {
        given(decider).when(ASK).then(INTENDED);
    }

    @Test
    void intends_a_capture_once_whatever_became_of_it() {
        given(decider, INTENDED).when(ASK).thenAlreadyDone();
        given(decider, INTENDED, UNKNOWN).when(ASK).thenAlreadyDone();
        given(decider, INTENDED, CAPTURED).when(ASK).thenAlreadyDone();
        given(decider, INTENDED, DECLINED).when(ASK).thenAlreadyDone();
    }

    @Test
    void refuses_the_same_order_with_other_content() {
        given(decider, INTENDED).when(ask(1, "tok_approve")).thenRefused(new CaptureDiffers());
        given(decider, INTENDED, CAPTURED).when(ask(1999, "tok_slow")).thenRefused(new CaptureDiffers());
        given(decider, INTENDED, DECLINED).when(ask(1, "tok_approve")).thenRefused(new CaptureDiffers());
    }

    @Test
    void declines_what_the_gateway_would_refuse_for_ever_without_asking_it() {
        given(decider)
                .when(ask(1999, "4111 1111"))
                .then(intended(1999, "4111 1111"), new PaymentDeclined("o1", "p1", "invalid_card"));
        given(decider)
                .when(ask(1_000_000_000_001L, "tok_approve"))
                .then(intended(1_000_000_000_001L, "tok_approve"), new PaymentDeclined("o1", "p1", "invalid_amount"));
        given(decider)
                .when(ask(-1, "tok_approve"))
                .then(intended(-1, "tok_approve"), new PaymentDeclined("o1", "p1", "invalid_amount"));
    }

    @Test
    void captures_nothing_without_asking_the_gateway() {
        given(decider)
                .when(ask(0, "tok_approve"))
                .then(
                        intended(0, "tok_approve"),
                        new PaymentCaptured("o1", "p1", "ada", "nothing-to-charge", pounds(0)));
    }

    @Test
    void records_the_outcome_of_a_capture_once() {
        given(decider, INTENDED).when(new RecordCaptured("ch_1")).then(CAPTURED);
        given(decider, INTENDED, CAPTURED).when(new RecordCaptured("ch_1")).thenAlreadyDone();
        given(decider, INTENDED).when(new RecordDeclined("card_declined")).then(DECLINED);
        given(decider, INTENDED, DECLINED)
                .when(new RecordDeclined("card_declined"))
                .thenAlreadyDone();
    }

    @Test
    void a_time_out_is_unknown_and_never_declined() {
        given(decider, INTENDED).when(new RecordUnknown("time-out")).then(UNKNOWN);
        given(decider, INTENDED, UNKNOWN).when(new RecordUnknown("time-out")).then(UNKNOWN);
    }

    @Test
    void an_unknown_outcome_becomes_known_later() {
        given(decider, INTENDED, UNKNOWN).when(new RecordCaptured("ch_1")).then(CAPTURED);
        given(decider, INTENDED, UNKNOWN)
                .when(new RecordDeclined("card_declined"))
                .then(DECLINED);
    }

    @Test
    void what_the_gateway_has_not_found_is_intended_again_under_the_same_key() {
        given(decider, INTENDED, UNKNOWN).when(new RecordNotFound()).then(NOT_FOUND);
        Payment again = given(decider, INTENDED, UNKNOWN, NOT_FOUND).state();
        assertThat(again).isEqualTo(given(decider, INTENDED).state());
        given(decider, INTENDED).when(new RecordNotFound()).thenAlreadyDone();
    }

    @Test
    void a_late_doubt_changes_nothing_once_the_outcome_is_known() {
        given(decider, INTENDED, CAPTURED).when(new RecordUnknown("time-out")).thenAlreadyDone();
        given(decider, INTENDED, CAPTURED).when(new RecordNotFound()).thenAlreadyDone();
        given(decider, INTENDED, DECLINED).when(new RecordUnknown("time-out")).thenAlreadyDone();
        given(decider, INTENDED, DECLINED).when(new RecordNotFound()).thenAlreadyDone();
    }

    @Test
    void refuses_answers_that_contradict_what_is_recorded() {
        given(decider, INTENDED, CAPTURED)
                .when(new RecordDeclined("card_declined"))
                .thenRefused(new Contradiction("captured as ch_1"));
        given(decider, INTENDED, CAPTURED)
                .when(new RecordCaptured("ch_2"))
                .thenRefused(new Contradiction("captured as ch_1"));
        given(decider, INTENDED, DECLINED)
                .when(new RecordCaptured("ch_1"))
                .thenRefused(new Contradiction("the gateway had declined"));
        given(decider).when(new RecordCaptured("ch_1")).thenRefused(new Contradiction("nothing was intended"));
        given(decider, NOT_NEEDED)
                .when(new RecordCaptured("ch_1"))
                .thenRefused(new Contradiction("the capture was barred"));
        given(decider, INTENDED)
                .when(new RecordRefunded("o1-order"))
                .thenRefused(new Contradiction("nothing is known to be captured"));
        given(decider, INTENDED, CAPTURED)
                .when(new RecordRefunded("r1"))
                .thenRefused(new Contradiction("no such refund was intended"));
    }

    @Test
    void a_refund_asked_for_before_any_capture_bars_the_capture() {
        given(decider).when(UNDO).then(NOT_NEEDED);
        given(decider, NOT_NEEDED).when(UNDO).thenAlreadyDone();
        given(decider, NOT_NEEDED).when(ASK).thenRefused(new CaptureBarred());
    }

    @Test
    void undoing_a_declined_payment_is_answered_once() {
        given(decider, INTENDED, DECLINED).when(UNDO).then(NOT_NEEDED);
        given(decider, INTENDED, DECLINED, NOT_NEEDED).when(UNDO).thenAlreadyDone();
    }

    @Test
    void undoing_a_captured_payment_gives_all_of_it_back_once() {
        given(decider, INTENDED, CAPTURED).when(UNDO).then(compensation(1999));
        given(decider, INTENDED, CAPTURED, compensation(1999)).when(UNDO).thenAlreadyDone();
        given(decider, INTENDED, CAPTURED, compensation(1999))
                .when(new RecordRefunded("o1-order"))
                .then(refunded("o1-order", 1999, "order"));
        given(decider, INTENDED, CAPTURED, compensation(1999), refunded("o1-order", 1999, "order"))
                .when(UNDO)
                .thenAlreadyDone();
    }

    @Test
    void undoing_after_a_partial_refund_gives_back_what_is_left() {
        given(decider, INTENDED, CAPTURED, partIntended("r1", 999)).when(UNDO).then(compensation(1000));
    }

    @Test
    void undoing_when_nothing_is_left_is_answered_once() {
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1999)).when(UNDO).then(NOT_NEEDED);
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1999), NOT_NEEDED)
                .when(UNDO)
                .thenAlreadyDone();
    }

    @Test
    void undoing_while_the_outcome_is_unknown_waits_for_it() {
        given(decider, INTENDED, UNKNOWN).when(UNDO).then(compensation(1999));
        given(decider, INTENDED, UNKNOWN, compensation(1999)).when(UNDO).thenAlreadyDone();
        assertThat(given(decider, INTENDED, UNKNOWN, compensation(1999), CAPTURED)
                        .state())
                .isInstanceOf(Payment.Refunding.class);
        given(decider, INTENDED, UNKNOWN, compensation(1999))
                .when(new RecordDeclined("card_declined"))
                .then(DECLINED, NOT_NEEDED);
        given(decider, INTENDED, UNKNOWN, compensation(1999), DECLINED, NOT_NEEDED)
                .when(UNDO)
                .thenAlreadyDone();
    }

    @Test
    void a_failed_refund_is_counted_and_stays_open() {
        given(decider, INTENDED, CAPTURED, compensation(1999))
                .when(new RecordRefundFailed("o1-order", "500"))
                .then(new RefundAttemptFailed("o1", "o1-order", 1, "500"));
        given(decider, INTENDED, CAPTURED, compensation(1999), new RefundAttemptFailed("o1", "o1-order", 1, "500"))
                .when(new RecordRefundFailed("o1-order", "500"))
                .then(new RefundAttemptFailed("o1", "o1-order", 2, "500"));
        given(decider, INTENDED, CAPTURED, compensation(1999), refunded("o1-order", 1999, "order"))
                .when(new RecordRefundFailed("o1-order", "late"))
                .thenAlreadyDone();
    }

    @Test
    void operators_give_parts_back_but_never_more_than_is_left() {
        given(decider, INTENDED, CAPTURED).when(part("r1", 1000)).then(partIntended("r1", 1000));
        // A promise counts before it is kept.
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000))
                .when(part("r2", 1000))
                .thenRefused(new MoreThanCaptured(pounds(999)));
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000))
                .when(part("r2", 999))
                .then(partIntended("r2", 999));
        given(decider, INTENDED, CAPTURED).when(part("r1", 0)).thenRefused(new MoreThanCaptured(pounds(1999)));
    }

    @Test
    void operators_give_all_back_that_is_left() {
        RequestRefund all = new RequestRefund("o1", "r2", null, "olga", "broken");
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000)).when(all).then(partIntended("r2-all", 999));
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000), partIntended("r2-all", 999))
                .when(all)
                .thenAlreadyDone();
    }

    @Test
    void a_repeated_refund_request_is_done_once_and_with_other_content_refused() {
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000))
                .when(part("r1", 1000))
                .thenAlreadyDone();
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000))
                .when(part("r1", 500))
                .thenRefused(new RefundDiffers());
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000))
                .when(new RequestRefund("o1", "r1", pounds(1000), "olga", "other reason"))
                .thenRefused(new RefundDiffers());
        given(decider, INTENDED, CAPTURED, partIntended("r1", 1000))
                .when(new RequestRefund("o1", "r1", null, "olga", "broken"))
                .thenRefused(new RefundDiffers());
        given(decider, INTENDED, CAPTURED, partIntended("r1-all", 1999))
                .when(part("r1", 1999))
                .thenRefused(new RefundDiffers());
    }

    @Test
    void operators_cannot_refund_what_was_not_captured() {
        given(decider).when(part("r1", 1)).thenRefused(new NoSuchPayment());
        given(decider, NOT_NEEDED).when(part("r1", 1)).thenRefused(new NothingCaptured());
        given(decider, INTENDED, DECLINED).when(part("r1", 1)).thenRefused(new NothingCaptured());
        given(decider, INTENDED).when(part("r1", 1)).thenRefused(new OutcomeNotKnown());
        given(decider, INTENDED, UNKNOWN).when(part("r1", 1)).thenRefused(new OutcomeNotKnown());
        given(decider, INTENDED, CAPTURED)
                .when(new RequestRefund("o1", "r1", new Money(1, "EUR"), "olga", "broken"))
                .thenRefused(new OtherCurrency("GBP"));
    }

    @Test
    void the_number_of_refunds_is_bounded() {
        List<PaymentEvent> history = new ArrayList<>(List.of(INTENDED, CAPTURED));
        for (int i = 0; i < Refunds.MOST; i++) {
            history.add(partIntended("r" + i, 1));
        }
        given(decider, history.toArray(PaymentEvent[]::new))
                .when(part("one-too-many", 1))
                .thenRefused(new TooManyRefunds(Refunds.MOST));
    }

    @Test
    void knows_the_stage_from_the_refunds() {
        assertThat(given(decider, INTENDED, CAPTURED).state()).isInstanceOf(Payment.Captured.class);
        assertThat(given(decider, INTENDED, CAPTURED, partIntended("r1", 1000)).state())
                .isInstanceOf(Payment.Refunding.class);
        assertThat(given(decider, INTENDED, CAPTURED, partIntended("r1", 1000), refunded("r1", 1000, "olga"))
                        .state())
                .isInstanceOf(Payment.Captured.class);
        assertThat(given(decider, INTENDED, CAPTURED, compensation(1999), refunded("o1-order", 1999, "order"))
                        .state())
                .isInstanceOf(Payment.Refunded.class);
    }

    @Test
    void fails_loudly_where_an_event_cannot_follow() {
        assertThatThrownBy(() -> given(decider, CAPTURED).state()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(decider, INTENDED, INTENDED).state()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(decider, INTENDED, CAPTURED, CAPTURED).state())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> given(decider, INTENDED, CAPTURED, refunded("r1", 1, "olga"))
                        .state())
                .isInstanceOf(IllegalStateException.class);
    }
}
