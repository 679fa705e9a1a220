package dev.orderflow.payment.domain;

import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;

/** From what happened to where a payment stands; an event that cannot follow means that the journal is broken. */
final class PaymentHistory {
    private PaymentHistory() {}

    static Payment evolve(Payment state, PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.CaptureIntended intent ->
                switch (state) {
                    case Payment.None _ -> new Payment.CaptureIntended(capture(intent), Refunds.NONE);
                    case Payment.Barred _, Payment.Unresolved _, Payment.Declined _, Payment.Taken _ ->
                        throw impossible(state, event);
                };
            case PaymentCaptured captured ->
                switch (state) {
                    case Payment.Unresolved open ->
                        Payment.Taken.of(open.capture(), captured.chargeId(), open.refunds(), false);
                    case Payment.None _, Payment.Barred _, Payment.Declined _, Payment.Taken _ ->
                        throw impossible(state, event);
                };
            case PaymentDeclined declined ->
                switch (state) {
                    case Payment.Unresolved open -> new Payment.Declined(open.capture(), declined.reason(), false);
                    case Payment.None _, Payment.Barred _, Payment.Declined _, Payment.Taken _ ->
                        throw impossible(state, event);
                };
            case CaptureOutcomeUnknown _ ->
                switch (state) {
                    case Payment.Unresolved open -> new Payment.CaptureUnknown(open.capture(), open.refunds());
                    case Payment.None _, Payment.Barred _, Payment.Declined _, Payment.Taken _ ->
                        throw impossible(state, event);
                };
            case CaptureNotFoundAtGateway _ ->
                switch (state) {
                    case Payment.CaptureUnknown open -> new Payment.CaptureIntended(open.capture(), open.refunds());
                    case Payment.None _,
                            Payment.Barred _,
                            Payment.CaptureIntended _,
                            Payment.Declined _,
                            Payment.Taken _ -> throw impossible(state, event);
                };
            case RefundIntended intent -> evolve(state, intent);
            case PaymentRefunded refunded ->
                switch (state) {
                    case Payment.Taken taken -> changed(taken, refunded.refundId(), true);
                    case Payment.None _, Payment.Barred _, Payment.Unresolved _, Payment.Declined _ ->
                        throw impossible(state, event);
                };
            case RefundAttemptFailed failed ->
                switch (state) {
                    case Payment.Taken taken -> changed(taken, failed.refundId(), false);
                    case Payment.None _, Payment.Barred _, Payment.Unresolved _, Payment.Declined _ ->
                        throw impossible(state, event);
                };
            case RefundNotNeeded _ ->
                switch (state) {
                    case Payment.None _ -> new Payment.Barred();
                    case Payment.Declined declined -> new Payment.Declined(declined.capture(), declined.reason(), true);
                    case Payment.Taken taken ->
                        Payment.Taken.of(taken.capture(), taken.chargeId(), taken.refunds(), true);
                    case Payment.Barred _, Payment.Unresolved _ -> throw impossible(state, event);
                };
        };
    }

    private static Payment evolve(Payment state, RefundIntended intent) {
        Refund refund = Refund.intended(
                intent.refundId(), intent.gatewayKey(), intent.amount(), intent.requestedBy(), intent.reason());
        return switch (state) {
            case Payment.CaptureIntended open ->
                new Payment.CaptureIntended(open.capture(), open.refunds().with(refund));
            case Payment.CaptureUnknown open ->
                new Payment.CaptureUnknown(open.capture(), open.refunds().with(refund));
            case Payment.Taken taken ->
                Payment.Taken.of(
                        taken.capture(), taken.chargeId(), taken.refunds().with(refund), taken.refundAnswered());
            case Payment.None _, Payment.Barred _, Payment.Declined _ -> throw impossible(state, intent);
        };
    }

    private static Payment changed(Payment.Taken taken, String refundId, boolean done) {
        return Payment.Taken.of(
                taken.capture(),
                taken.chargeId(),
                taken.refunds().change(refundId, done ? Refund::givenBack : Refund::failedOnceMore),
                taken.refundAnswered());
    }

    private static Capture capture(PaymentEvent.CaptureIntended intent) {
        return new Capture(
                intent.orderId(),
                intent.paymentId(),
                intent.customerId(),
                intent.gatewayKey(),
                intent.amount(),
                intent.card());
    }

    private static IllegalStateException impossible(Payment state, PaymentEvent event) {
        return new IllegalStateException(event + " cannot follow " + state);
    }
}
