package dev.orderflow.payment.domain;

import dev.orderflow.events.Money;

/** The facts that forbid. */
public sealed interface PaymentRefusal {

    /** Nobody has asked to be paid for this order. */
    record NoSuchPayment() implements PaymentRefusal {}

    /** A refund was asked for first: this order is never charged. */
    record CaptureBarred() implements PaymentRefusal {}

    /** The same order was asked to be paid with other content before. */
    record CaptureDiffers() implements PaymentRefusal {}

    /** There is no money here to give back: it is not known yet to be captured. */
    record OutcomeNotKnown() implements PaymentRefusal {}

    /** There is no money here to give back: none was taken and none will be. */
    record NothingCaptured() implements PaymentRefusal {}

    /** @param left what is neither back nor promised back */
    record MoreThanCaptured(Money left) implements PaymentRefusal {}

    record OtherCurrency(String captured) implements PaymentRefusal {}

    /** The same refund was asked for with other content before. */
    record RefundDiffers() implements PaymentRefusal {}

    record TooManyRefunds(int most) implements PaymentRefusal {}

    /** An answer of the gateway that contradicts what is recorded; a person must look at it. */
    record Contradiction(String recorded) implements PaymentRefusal {}
}
