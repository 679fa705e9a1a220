package dev.orderflow.payment.domain;

import dev.orderflow.events.Money;

/** The money of one order: a type per stage, so that a step that a stage forbids has nothing to be called on. */
public sealed interface Payment {

    /** Nobody has asked for money yet. */
    record None() implements Payment {}

    /** A refund was asked for before any capture: that order will never be charged. */
    record Barred() implements Payment {}

    /** The gateway may or may not have the capture; it alone can tell. A refund asked for meanwhile waits here. */
    sealed interface Unresolved extends Payment {
        Capture capture();

        Refunds refunds();
    }

    /** Recorded, and on its way to the gateway. */
    record CaptureIntended(Capture capture, Refunds refunds) implements Unresolved {}

    /** Sent, and no answer came: neither captured nor declined until the gateway has been asked. */
    record CaptureUnknown(Capture capture, Refunds refunds) implements Unresolved {}

    /**
     * The gateway said no, and no money moved.
     *
     * @param refundAnswered a refund was asked for all the same and answered with "not needed"
     */
    record Declined(Capture capture, String reason, boolean refundAnswered) implements Payment {}

    /** The gateway has taken the money. */
    sealed interface Taken extends Payment {
        Capture capture();

        String chargeId();

        Refunds refunds();

        /** Compensation was asked for when nothing was left, and answered with "not needed". */
        boolean refundAnswered();

        /** What is neither back nor promised back. */
        default Money left() {
            return new Money(
                    Math.subtractExact(capture().amount().amount(), refunds().promised()),
                    capture().amount().currency());
        }

        /** The stage that follows from the refunds. */
        static Taken of(Capture capture, String chargeId, Refunds refunds, boolean refundAnswered) {
            if (!refunds.open().isEmpty()) {
                return new Refunding(capture, chargeId, refunds, refundAnswered);
            }
            return !refunds.all().isEmpty()
                            && refunds.promised() == capture.amount().amount()
                    ? new Refunded(capture, chargeId, refunds, refundAnswered)
                    : new Captured(capture, chargeId, refunds, refundAnswered);
        }
    }

    /** No refund is on its way; parts may have gone back. */
    record Captured(Capture capture, String chargeId, Refunds refunds, boolean refundAnswered) implements Taken {}

    /** At least one refund is promised and not confirmed by the gateway. */
    record Refunding(Capture capture, String chargeId, Refunds refunds, boolean refundAnswered) implements Taken {}

    /** All of it went back. */
    record Refunded(Capture capture, String chargeId, Refunds refunds, boolean refundAnswered) implements Taken {}
}
