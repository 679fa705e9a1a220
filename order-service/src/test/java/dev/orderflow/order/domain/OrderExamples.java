package dev.orderflow.order.domain;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentDeclined;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.OrderEvent.OrderRefunded;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentFailed;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.OrderEvent.OrderStockReleased;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import dev.orderflow.order.domain.OrderCommand.PlaceOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** One order of Ada's, in the words of the tests. */
public final class OrderExamples {
    public static final String ADA = "ada";
    public static final String KEY = "key-1";
    public static final String ID = OrderIds.orderId(ADA, KEY);
    public static final String PAYMENT = OrderIds.paymentId(ID);
    public static final Instant PLACED_AT = Instant.parse("2026-01-05T10:15:30.123Z");
    public static final Money TOTAL = new Money(849, "GBP");
    public static final String CARD = "tok_approve";
    public static final Contact CONTACT = new Contact("Ada Lovelace", "ada@example.com");
    public static final Address ADDRESS =
            new Address("Ada Lovelace", "12 St James's Square", null, "London", "SW1Y 4JH", "United Kingdom");
    public static final List<OrderLine> LINES = List.of(
            new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 2, new Money(255, "GBP")),
            new OrderLine("71053", "WHITE METAL LANTERN", 1, new Money(339, "GBP")));
    public static final List<Shortage> SHORTAGES = List.of(new Shortage("71053", 1, 0));

    public static final OrderEvent PLACED =
            new OrderPlaced(ID, ADA, KEY, "digest", PLACED_AT, LINES, TOTAL, CARD, CONTACT, ADDRESS);
    public static final OrderEvent RESERVED = new OrderStockReserved(ID);
    public static final OrderEvent PAYMENT_REQUESTED = new OrderPaymentRequested(ID, PAYMENT, ADA, TOTAL, CARD);
    public static final OrderEvent PAID = new OrderPaid(ID, PAYMENT);
    public static final OrderEvent DECLINED = new OrderPaymentDeclined(ID, PAYMENT, "insufficient_funds");
    public static final OrderEvent SHIPMENT_REQUESTED = new OrderShipmentRequested(ID, ADDRESS);
    public static final OrderEvent SHIPPED = new OrderShipped(ID, "s-1", "SIM-1");
    public static final OrderEvent SHIPMENT_FAILED = new OrderShipmentFailed(ID, "address unknown");
    public static final OrderEvent COMPLETED = new OrderCompleted(ID);
    public static final OrderEvent CANCELLATION_REQUESTED = new OrderCancellationRequested(ID, ADA, "wrong colour");
    public static final OrderEvent REFUND_REQUESTED = new OrderRefundRequested(ID, PAYMENT, TOTAL);
    public static final OrderEvent REFUNDED = new OrderRefunded(ID, PAYMENT);
    public static final OrderEvent RELEASE_REQUESTED = new OrderStockReleaseRequested(ID);
    public static final OrderEvent RELEASED = new OrderStockReleased(ID);
    public static final OrderEvent CANCELLED = new OrderCancelled(ID, "wrong colour");
    public static final OrderEvent OUT_OF_STOCK = new OrderRejected(ID, RejectionReason.OUT_OF_STOCK, SHORTAGES);

    private OrderExamples() {}

    public static PlaceOrder place() {
        return place("digest");
    }

    public static PlaceOrder place(String requestDigest) {
        return new PlaceOrder(ID, ADA, KEY, requestDigest, PLACED_AT, LINES, CARD, CONTACT, ADDRESS);
    }

    public static OrderEvent rejected(RejectionReason reason) {
        return new OrderRejected(ID, reason, List.of());
    }

    public static OrderEvent retried(FulfilmentStep step, int attempt) {
        return new OrderStepRetried(ID, step, attempt);
    }

    public static OrderEvent timedOut(FulfilmentStep step) {
        return new OrderStepTimedOut(ID, step);
    }

    /** {@code before} and then {@code more}. */
    public static OrderEvent[] and(OrderEvent[] before, OrderEvent... more) {
        OrderEvent[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        return all;
    }
}
