package dev.orderflow.payment.adapter.rest;

import dev.orderflow.payment.domain.PaymentRefusal;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.Problem;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;
import dev.orderflow.web.problem.ProblemTypes;
import dev.orderflow.web.read.Freshness;
import dev.orderflow.web.read.ReadDemand;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** From a refusal to the problem document that a client gets. */
final class PaymentProblems {
    static final ProblemType PAYMENT_NOT_FOUND = new ProblemType("payment-not-found", 404, "There is no such payment");
    static final ProblemType CUSTOMER_NOT_FOUND =
            new ProblemType("customer-not-found", 404, "There is no such customer");
    static final ProblemType PAYMENT_NOT_CAPTURED =
            new ProblemType("payment-not-captured", 409, "There is no captured money to refund");
    static final ProblemType TOO_MANY_REFUNDS =
            new ProblemType("too-many-refunds", 409, "The payment has as many refunds as it can have");
    static final ProblemType REFUND_EXCEEDS_CAPTURED =
            new ProblemType("refund-exceeds-captured", 422, "More than what is left of the captured amount");

    /** A read model is behind by less than this many seconds. */
    private static final String SOON = "1";

    private PaymentProblems() {}

    /** The same for a payment that is not there, is not there yet, and is another customer's. */
    static ProblemException notFound(ReadDemand demand, Freshness freshness) {
        return absent(Problem.of(PAYMENT_NOT_FOUND, "No payment was asked for this order."), demand, freshness);
    }

    /** The same for a customer who is not known, is not known yet, and is another one. */
    static ProblemException customerNotFound(ReadDemand demand, Freshness freshness) {
        return absent(Problem.of(CUSTOMER_NOT_FOUND, "No payment of this customer is known."), demand, freshness);
    }

    /** Who asked for a version is told that it may still come. */
    private static ProblemException absent(Problem problem, ReadDemand demand, Freshness freshness) {
        return new ProblemException(
                demand.isMade()
                        ? problem.withHeader(Freshness.HEADER, freshness.headerValue())
                                .withHeader(HttpHeaders.RETRY_AFTER, SOON)
                        : problem);
    }

    static ProblemException of(PaymentRefusal refusal) {
        return switch (refusal) {
            case PaymentRefusal.NoSuchPayment _ ->
                new ProblemException(PAYMENT_NOT_FOUND, "No payment was asked for this order.");
            case PaymentRefusal.NothingCaptured _, PaymentRefusal.CaptureBarred _ ->
                new ProblemException(
                        PAYMENT_NOT_CAPTURED, "No money was taken for this order, so none can be given back.");
            case PaymentRefusal.OutcomeNotKnown _ ->
                new ProblemException(
                        PAYMENT_NOT_CAPTURED,
                        "It is not known yet whether the money was taken: the gateway is being asked. Try again later.");
            case PaymentRefusal.MoreThanCaptured(var left) ->
                new ProblemException(
                        REFUND_EXCEEDS_CAPTURED,
                        "What is neither refunded nor being refunded is " + left.amount() + " " + left.currency()
                                + " in minor units.",
                        List.of(InputError.body("/amount/amount", "must be from 1 to what is left of the payment")));
            case PaymentRefusal.OtherCurrency(String captured) ->
                new ProblemException(
                        REFUND_EXCEEDS_CAPTURED,
                        "The payment is in " + captured + "; nothing was captured in another currency.",
                        List.of(InputError.body("/amount/currency", "must be " + captured)));
            case PaymentRefusal.RefundDiffers _ ->
                new ProblemException(
                        ProblemTypes.IDEMPOTENCY_KEY_REUSED,
                        "Nothing was done: this Idempotency-Key stands for another refund of this order. Use a new one.");
            case PaymentRefusal.TooManyRefunds(int most) ->
                new ProblemException(TOO_MANY_REFUNDS, "A payment can be refunded in at most " + most + " parts.");
            case PaymentRefusal.CaptureDiffers _, PaymentRefusal.Contradiction _ ->
                throw new IllegalStateException("A client's refund cannot be refused with " + refusal);
        };
    }
}
