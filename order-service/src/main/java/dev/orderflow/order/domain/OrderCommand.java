package dev.orderflow.order.domain;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order: by clients, by participants' answers, and by time. */
public sealed interface OrderCommand {

    /**
     * @param orderId follows from customer and idempotency key, see {@link OrderIds}
     * @param requestDigest of what the client sent, not of the prices: a repeated request is known by it
     * @param placedAt now; for orders taken over from elsewhere, when they were placed there
     * @param lines distinct SKUs, at least one, one currency
     */
    record PlaceOrder(
            String orderId,
            String customerId,
            String idempotencyKey,
            String requestDigest,
            Instant placedAt,
            List<OrderLine> lines,
            String card,
            @Nullable Contact contact,
            @Nullable Address shipTo)
            implements OrderCommand {
        public PlaceOrder {
            lines = List.copyOf(lines);
        }
    }

    /** @param requester who wants out: for a customer, only an order of their own exists */
    record RequestCancellation(Requester requester, String reason) implements OrderCommand {}

    /** Inventory holds all lines. */
    record RecordStockReserved() implements OrderCommand {}

    /** Inventory holds nothing, because these lines are short. */
    record RecordStockRefused(List<Shortage> shortages) implements OrderCommand {
        public RecordStockRefused {
            shortages = List.copyOf(shortages);
        }
    }

    record RecordPaymentCaptured() implements OrderCommand {}

    record RecordPaymentDeclined(String reason) implements OrderCommand {}

    record RecordShipped(String shipmentId, String trackingNumber) implements OrderCommand {}

    record RecordShipmentFailed(String reason) implements OrderCommand {}

    /** The money went back, or none had been taken. */
    record RecordRefunded() implements OrderCommand {}

    record RecordStockReleased() implements OrderCommand {}

    /**
     * An operator does something about the pending step.
     *
     * @param actionId follows from order and idempotency key: the same action is taken once
     */
    record ActOnStep(String actionId, OperatorAction action, String requestedBy) implements OrderCommand {}

    /**
     * The answer to a step is late. Passing the same deadline twice does nothing the second time.
     *
     * @param attempt how often the step had been asked again when this deadline was set
     * @param last whether the step is given up now rather than asked again
     */
    record PassDeadline(FulfilmentStep step, int attempt, boolean last) implements OrderCommand {}
}
