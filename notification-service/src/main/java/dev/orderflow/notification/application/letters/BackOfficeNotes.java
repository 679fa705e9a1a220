package dev.orderflow.notification.application.letters;

import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentFailed;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.Shortage;
import dev.orderflow.notification.application.Notice.Letter;
import dev.orderflow.notification.application.letters.Page.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What somebody has to look at, and what to do about it. */
public final class BackOfficeNotes {
    /** A topic's message takes 256 KB; who buys in needs the worst lines, not a thousand of them. */
    private static final int MOST_SHORTAGES = 50;

    private BackOfficeNotes() {}

    public static Letter stockShortage(OrderRejected rejected) {
        List<Row> rows = new ArrayList<>();
        for (Shortage shortage : rejected.shortages()) {
            if (rows.size() == MOST_SHORTAGES) {
                rows.add(new Row("and " + (rejected.shortages().size() - MOST_SHORTAGES) + " more", "", false));
                break;
            }
            rows.add(new Row(shortage.sku(), shortage.available() + " of " + shortage.requested(), false));
        }
        return new Page()
                .paragraph("Order " + rejected.orderId() + " was rejected: there was not enough in stock of")
                .table(rows)
                .paragraph("Restock these, or tell the customer when they will be there again.")
                .letter("Stock shortage: order " + rejected.orderId());
    }

    public static Letter shipmentFailed(OrderShipmentFailed failed) {
        return new Page()
                .paragraph("The carrier refused order " + failed.orderId() + ": " + failed.reason())
                .paragraph("The payment is refunded and the goods are put back by themselves.")
                .letter("Shipment failed: order " + failed.orderId());
    }

    public static Letter stepTimedOut(OrderStepTimedOut timedOut) {
        return new Page()
                .paragraph("Order " + timedOut.orderId() + " waits for the step " + timedOut.step()
                        + ", which nobody has answered in time, repetitions included.")
                .paragraph("See what is stuck and why: GET /v1/orders/" + timedOut.orderId() + "/process")
                .letter("Step timed out: order " + timedOut.orderId());
    }

    public static Letter paymentUnknown(CaptureOutcomeUnknown unknown, Instant since) {
        return new Page()
                .paragraph("Since " + since + " it is not known whether the payment of order " + unknown.orderId()
                        + " was taken. Last answer: " + unknown.detail())
                .paragraph(
                        "The gateway is asked again until it answers; until then the order waits and nothing is undone."
                                + " Look whether the gateway is reachable and what it says about the key capture-"
                                + unknown.orderId() + ".")
                .letter("Payment unknown: order " + unknown.orderId());
    }

    public static Letter refundFailing(RefundAttemptFailed failed) {
        return new Page()
                .paragraph("The refund " + failed.refundId() + " of order " + failed.orderId() + " has failed "
                        + failed.attempt() + " times. Last answer: " + failed.detail())
                .paragraph("It is repeated under the same key until it succeeds. Look at the gateway's account of it.")
                .letter("Refund failing: order " + failed.orderId());
    }
}
