package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe.Hazard;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;

/** Why an operator's action is not taken, and what to do instead. */
final class ActionProblems {
    static final ProblemType PROCESS_ENDED = new ProblemType("process-ended", 409, "The order has come to its end");
    static final ProblemType STEP_NOT_PENDING =
            new ProblemType("step-not-pending", 409, "The order does not wait for this step");
    static final ProblemType ACTION_UNSAFE = new ProblemType("action-unsafe", 409, "The action could do harm");

    private ActionProblems() {}

    static ProblemException ended(OrderStatus status) {
        return new ProblemException(PROCESS_ENDED, "Nothing was done: the order is " + status + " already.");
    }

    static ProblemException notPending(FulfilmentStep step, FulfilmentStep pending) {
        return new ProblemException(
                STEP_NOT_PENDING,
                "Nothing was done: the order does not wait for " + step + " but for " + pending + ".");
    }

    static ProblemException unsafe(Hazard hazard) {
        return new ProblemException(ACTION_UNSAFE, "Nothing was done: " + why(hazard));
    }

    private static String why(Hazard hazard) {
        return switch (hazard) {
            case NOTHING_WOULD_BE_HELD ->
                "without a reservation the customer would be charged for goods that nobody set aside. Retry it, or"
                        + " compensate: nothing was taken yet.";
            case CAPTURE_UNRESOLVED ->
                "whether the money was taken is not known, and nothing may be shipped or given back before it is. Retry"
                        + " it; to give the order up, cancel it: that waits for the gateway's answer.";
            case STOCK_WOULD_STAY_HELD ->
                "the warehouse would hold the goods for ever, or ship them some day. Retry it, or compensate: that"
                        + " releases the goods first and refunds only when they are back.";
            case MONEY_MIGHT_GO_BACK_TWICE ->
                "the refund that was asked for may still come, and the money would go back twice. Retry it.";
            case RELEASE_BARS_THE_PARCEL ->
                "the shipment was called off, and only the answer to this release says that the parcel did not leave."
                        + " Retry it.";
            case BEING_UNDONE_ALREADY -> "the order is being undone already. Retry the step.";
            case ACTED_ON_TOO_OFTEN -> "operators acted on this order as often as it takes, see GET …/process.";
        };
    }
}
