package dev.orderflow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Money;
import dev.orderflow.payment.application.PaymentGateway;
import dev.orderflow.payment.application.PaymentGateway.CaptureAnswer;
import dev.orderflow.payment.application.PaymentGateway.CaptureAnswer.Captured;
import dev.orderflow.payment.application.PaymentGateway.RefundAnswer;
import dev.orderflow.payment.domain.Capture;
import dev.orderflow.payment.domain.Refund;
import org.junit.jupiter.api.Test;

/** What every gateway promises to the one who moves money, as long as calls are answered. */
abstract class PaymentGatewayContract {
    protected abstract PaymentGateway gateway();

    @Test
    void what_was_never_sent_is_not_known() {
        assertThat(gateway().findCapture(capture("o1", 500, "tok_approve"))).isEqualTo(new CaptureAnswer.NotFound());
        assertThat(gateway().findRefund(refund("o1-1", 500))).isEqualTo(new RefundAnswer.NotFound());
    }

    @Test
    void a_capture_that_is_sent_again_is_the_same_charge_and_is_found_as_it() {
        Capture capture = capture("o1", 500, "tok_approve");

        CaptureAnswer first = gateway().capture(capture);

        assertThat(first).isInstanceOf(Captured.class);
        assertThat(gateway().capture(capture)).isEqualTo(first);
        assertThat(gateway().findCapture(capture)).isEqualTo(first);
    }

    @Test
    void captures_under_different_keys_are_different_charges() {
        assertThat(gateway().capture(capture("o1", 500, "tok_approve")))
                .isNotEqualTo(gateway().capture(capture("o2", 500, "tok_approve")));
    }

    @Test
    void a_declined_card_stays_declined() {
        Capture capture = capture("o1", 500, "tok_decline");

        CaptureAnswer first = gateway().capture(capture);

        assertThat(first).isInstanceOf(CaptureAnswer.Declined.class);
        assertThat(gateway().capture(capture)).isEqualTo(first);
        assertThat(gateway().findCapture(capture)).isEqualTo(first);
    }

    @Test
    void a_key_that_comes_with_another_amount_is_no_answer_to_rely_on() {
        Capture capture = capture("o1", 500, "tok_approve");
        CaptureAnswer first = gateway().capture(capture);

        assertThat(gateway().capture(capture("o1", 501, "tok_approve"))).isInstanceOf(CaptureAnswer.Unknown.class);
        assertThat(gateway().findCapture(capture("o1", 501, "tok_approve"))).isInstanceOf(CaptureAnswer.Unknown.class);
        assertThat(gateway().findCapture(capture)).isEqualTo(first);
    }

    @Test
    void a_refund_that_is_sent_again_goes_back_once() {
        String chargeId = charge("o1", 500);
        Refund most = refund("o1-1", 400);

        assertThat(gateway().refund(most, chargeId)).isEqualTo(new RefundAnswer.Refunded());
        assertThat(gateway().refund(most, chargeId)).isEqualTo(new RefundAnswer.Refunded());
        assertThat(gateway().findRefund(most)).isEqualTo(new RefundAnswer.Refunded());
        assertThat(gateway().refund(refund("o1-2", 100), chargeId)).isEqualTo(new RefundAnswer.Refunded());
    }

    @Test
    void no_more_goes_back_than_was_taken() {
        String chargeId = charge("o1", 500);
        gateway().refund(refund("o1-1", 400), chargeId);
        Refund tooMuch = refund("o1-2", 101);

        assertThat(gateway().refund(tooMuch, chargeId)).isInstanceOf(RefundAnswer.Unconfirmed.class);
        assertThat(gateway().findRefund(tooMuch)).isEqualTo(new RefundAnswer.NotFound());
    }

    @Test
    void nothing_goes_back_of_a_charge_that_never_was() {
        Refund refund = refund("o1-1", 500);

        assertThat(gateway().refund(refund, "ch_none")).isInstanceOf(RefundAnswer.Unconfirmed.class);
        assertThat(gateway().findRefund(refund)).isEqualTo(new RefundAnswer.NotFound());
    }

    private String charge(String orderId, long amount) {
        return ((Captured) gateway().capture(capture(orderId, amount, "tok_approve"))).chargeId();
    }

    private static Capture capture(String orderId, long amount, String card) {
        return new Capture(orderId, "p-" + orderId, "ada", "capture-" + orderId, new Money(amount, "GBP"), card);
    }

    private static Refund refund(String refundId, long amount) {
        return new Refund(
                refundId, "refund-" + refundId, new Money(amount, "GBP"), "operator", "a broken cup", 0, false);
    }
}
