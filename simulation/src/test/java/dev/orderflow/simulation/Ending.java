package dev.orderflow.simulation;

import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderRejected;

/** How an order can end; that all that was done for it fits its end, the final checks see to. */
enum Ending {
    COMPLETED,
    OUT_OF_STOCK,
    DECLINED,
    NOT_SHIPPED,
    TIMED_OUT,
    CANCELLED_UNPAID,
    CANCELLED_AND_PAID_BACK,
    /** Each row of a file came to what it had to. */
    IMPORTED,
    OPEN;

    static Ending of(Journals.OrderFacts order, boolean charged) {
        return switch (order.end) {
            case OrderCompleted _ -> COMPLETED;
            case OrderCancelled _ -> charged ? CANCELLED_AND_PAID_BACK : CANCELLED_UNPAID;
            case OrderRejected rejected ->
                switch (rejected.reason()) {
                    case OUT_OF_STOCK -> OUT_OF_STOCK;
                    case PAYMENT_DECLINED -> DECLINED;
                    case SHIPMENT_FAILED -> NOT_SHIPPED;
                    case TIMED_OUT -> TIMED_OUT;
                };
            case null, default -> OPEN;
        };
    }
}
