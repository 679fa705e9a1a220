package dev.orderflow.payment.application;

import dev.orderflow.payment.domain.Capture;
import dev.orderflow.payment.domain.Refund;

/**
 * Whoever moves the money. Every call carries the key of its intent: the same key with the same content has one effect,
 * however often it is sent. No method throws for what a network or a gateway can do: that is an answer too.
 */
public interface PaymentGateway {

    CaptureAnswer capture(Capture capture);

    /** What became of a capture that was sent, or may have been. */
    CaptureAnswer findCapture(Capture capture);

    RefundAnswer refund(Refund refund, String chargeId);

    /** What became of a refund that was sent, or may have been. */
    RefundAnswer findRefund(Refund refund);

    /** What is known of a capture after a call. */
    sealed interface CaptureAnswer {
        record Captured(String chargeId) implements CaptureAnswer {}

        /** A business answer: the gateway has decided, and no money moved. */
        record Declined(String reason) implements CaptureAnswer {}

        /** The gateway has never seen the key; only an answer to a question. */
        record NotFound() implements CaptureAnswer {}

        /** Time-out, lost connection, failure, or nothing that can be understood: money may have moved. */
        record Unknown(String detail) implements CaptureAnswer {}
    }

    /** What is known of a refund after a call. */
    sealed interface RefundAnswer {
        record Refunded() implements RefundAnswer {}

        /** As {@link CaptureAnswer.NotFound}. */
        record NotFound() implements RefundAnswer {}

        /** Not confirmed: it is repeated under the same key. */
        record Unconfirmed(String detail) implements RefundAnswer {}
    }
}
