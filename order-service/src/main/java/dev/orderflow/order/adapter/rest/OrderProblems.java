package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.application.placing.Placement.LineFault;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.ProblemException;
import dev.orderflow.web.problem.ProblemType;
import dev.orderflow.web.problem.ProblemTypes;
import java.util.List;

/** The problems that only orders have. */
final class OrderProblems {
    static final ProblemType UNKNOWN_SKU = new ProblemType("unknown-sku", 422, "A product is not in the catalogue");
    static final ProblemType MIXED_CURRENCIES =
            new ProblemType("mixed-currencies", 422, "The lines are priced in more than one currency");
    static final ProblemType TOTAL_TOO_LARGE =
            new ProblemType("order-total-too-large", 422, "The order's total is too large");
    static final ProblemType NOT_CANCELLABLE =
            new ProblemType("order-not-cancellable", 409, "The order cannot be cancelled any more");

    /** Whoever has more to mend than this starts over anyway; the rest is counted. */
    private static final int ERRORS_AT_MOST = 100;

    private OrderProblems() {}

    static ProblemException notFound() {
        return new ProblemException(ProblemTypes.NOT_FOUND, "There is no such order.");
    }

    static ProblemException keyReused() {
        return new ProblemException(
                ProblemTypes.IDEMPOTENCY_KEY_REUSED,
                "Nothing was done: you placed another order with this Idempotency-Key. Send a new key for a new order.");
    }

    static ProblemException invalidLines(List<LineFault> faults) {
        return new ProblemException(
                ProblemTypes.INVALID_REQUEST,
                "Correct what is named in errors" + counted(faults) + ".",
                errors(faults));
    }

    static ProblemException unknownSkus(List<LineFault> faults) {
        return new ProblemException(
                UNKNOWN_SKU,
                "Nothing was ordered: order products of the catalogue, GET /v1/products" + counted(faults) + ".",
                errors(faults));
    }

    static ProblemException mixedCurrencies(List<String> currencies) {
        return new ProblemException(
                MIXED_CURRENCIES,
                "Nothing was ordered: the prices are in " + String.join(" and ", currencies)
                        + ". Place an order for each currency.");
    }

    static ProblemException totalTooLarge(long largest) {
        return new ProblemException(
                TOTAL_TOO_LARGE,
                "Nothing was ordered: an order comes to at most " + largest + " minor units. Split it into several.");
    }

    static ProblemException notCancellable(OrderStatus status) {
        return new ProblemException(NOT_CANCELLABLE, "Nothing was done: the order is " + status + " already.");
    }

    private static String counted(List<LineFault> faults) {
        return faults.size() <= ERRORS_AT_MOST
                ? ""
                : "; the first " + ERRORS_AT_MOST + " of " + faults.size() + " are named";
    }

    private static List<InputError> errors(List<LineFault> faults) {
        return faults.stream()
                .limit(ERRORS_AT_MOST)
                .map(fault -> InputError.body(pointer(fault), fault.detail()))
                .toList();
    }

    private static String pointer(LineFault fault) {
        if (fault.line() < 0) {
            return "/lines";
        }
        return "/lines/" + fault.line() + (fault.field().isEmpty() ? "" : "/" + fault.field());
    }
}
