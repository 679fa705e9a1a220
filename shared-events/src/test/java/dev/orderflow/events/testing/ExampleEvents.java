package dev.orderflow.events.testing;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.NotificationEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.Shortage;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** One example of every event, the same ones that the golden files hold. */
public final class ExampleEvents {
    public static final String ORDER = "oab2c3d4e5f6g7h2i3j4k5l6m7n";
    public static final Instant NOON = Instant.parse("2010-12-01T12:00:00.123456Z");
    public static final Money PRICE = new Money(1999, "GBP");
    public static final Address ADDRESS =
            new Address("Ann Other", "1 High Street", null, "Leeds", "LS1 1AA", "United Kingdom");

    private static final String PAYMENT = "p-1";
    private static final List<SkuQuantity> LINES = List.of(new SkuQuantity("85123A", 6), new SkuQuantity("POST", 1));

    private ExampleEvents() {}

    /** An order that was placed with that many lines, each with a description as long as real ones. */
    public static OrderEvent.OrderPlaced placed(String orderId, int lines) {
        List<OrderLine> all = IntStream.rangeClosed(1, lines)
                .mapToObj(i -> new OrderLine(
                        Integer.toString(10_000 + i),
                        "WHITE HANGING HEART T-LIGHT HOLDER No. " + Integer.toHexString(i * 0x9E3779B9),
                        1 + i % 500,
                        new Money(95L + i * 7L % 1_000, "GBP")))
                .toList();
        long total = all.stream()
                .mapToLong(line -> line.unitPrice().times(line.quantity()).amount())
                .sum();
        return new OrderEvent.OrderPlaced(
                orderId,
                "17850",
                "536365",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                NOON,
                all,
                new Money(total, "GBP"),
                "card-approve",
                new Contact("Ann Other", "ann@example.com"),
                ADDRESS);
    }

    /** One of each type, in the order of the sealed families. */
    public static List<DomainEvent> all() {
        return List.of(
                placed(ORDER, 2),
                new OrderEvent.OrderStockReserved(ORDER),
                new OrderEvent.OrderPaymentRequested(ORDER, PAYMENT, "17850", PRICE, "card-approve"),
                new OrderEvent.OrderPaid(ORDER, PAYMENT),
                new OrderEvent.OrderPaymentDeclined(ORDER, PAYMENT, "insufficient funds"),
                new OrderEvent.OrderShipmentRequested(ORDER, ADDRESS),
                new OrderEvent.OrderShipped(ORDER, "s-1", "TRACK1"),
                new OrderEvent.OrderShipmentFailed(ORDER, "address unknown"),
                new OrderEvent.OrderStepRetried(ORDER, OrderEvent.FulfilmentStep.CAPTURE_PAYMENT, 1),
                new OrderEvent.OrderStepTimedOut(ORDER, OrderEvent.FulfilmentStep.SHIP),
                new OrderEvent.OrderStepRetryRequested(
                        ORDER, "a-1", OrderEvent.FulfilmentStep.SHIP, "olga", "the carrier is back"),
                new OrderEvent.OrderStepSkipped(
                        ORDER, "a-2", OrderEvent.FulfilmentStep.RELEASE_STOCK, "olga", "the goods were destroyed"),
                new OrderEvent.OrderCompensationRequested(
                        ORDER, "a-3", OrderEvent.FulfilmentStep.SHIP, "olga", "the carrier went out of business"),
                new OrderEvent.OrderCancellationRequested(ORDER, "17850", "changed my mind"),
                new OrderEvent.OrderRefundRequested(ORDER, PAYMENT, PRICE),
                new OrderEvent.OrderRefunded(ORDER, PAYMENT),
                new OrderEvent.OrderStockReleaseRequested(ORDER),
                new OrderEvent.OrderStockReleased(ORDER),
                new OrderEvent.OrderCompleted(ORDER),
                new OrderEvent.OrderRejected(
                        ORDER, OrderEvent.RejectionReason.OUT_OF_STOCK, List.of(new Shortage("85123A", 6, 2))),
                new OrderEvent.OrderCancelled(ORDER, "changed my mind"),
                new ProductEvent.ProductListed("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", PRICE),
                new ProductEvent.ProductDescribed("85123A", "CREAM HANGING HEART T-LIGHT HOLDER"),
                new ProductEvent.ProductPriced("85123A", new Money(2199, "GBP")),
                new WarehouseEvent.StockReceived("r-1", LINES, "opening stock"),
                new WarehouseEvent.StockAdjusted("a-1", "85123A", -2, "broken"),
                new WarehouseEvent.StockReserved(ORDER, LINES),
                new WarehouseEvent.StockReservationRefused(ORDER, List.of(new Shortage("85123A", 6, 2))),
                new WarehouseEvent.StockReleased(ORDER, LINES),
                new WarehouseEvent.ShipmentDispatched(ORDER, "s-1", "TRACK1", LINES),
                new WarehouseEvent.ShipmentFailed(ORDER, "s-1", "address unknown"),
                new PaymentEvent.CaptureIntended(ORDER, PAYMENT, "17850", "capture-p-1", PRICE, "card-approve"),
                new PaymentEvent.PaymentCaptured(ORDER, PAYMENT, "17850", "ch_1", PRICE),
                new PaymentEvent.PaymentDeclined(ORDER, PAYMENT, "insufficient funds"),
                new PaymentEvent.CaptureOutcomeUnknown(ORDER, PAYMENT, "no answer within 5 s"),
                new PaymentEvent.CaptureNotFoundAtGateway(ORDER, PAYMENT),
                new PaymentEvent.RefundIntended(ORDER, "rf-1", "refund-rf-1", PRICE, "order", "shipment failed"),
                new PaymentEvent.PaymentRefunded(ORDER, "rf-1", "17850", PRICE, "order"),
                new PaymentEvent.RefundAttemptFailed(ORDER, "rf-1", 1, "no answer within 5 s"),
                new PaymentEvent.RefundNotNeeded(ORDER, PAYMENT),
                new NotificationEvent.NotificationRequested(
                        "n-1",
                        ORDER,
                        NotificationEvent.Channel.EMAIL,
                        "ann@example.com",
                        "Your order was shipped",
                        "order-" + ORDER + "@7"),
                new NotificationEvent.NotificationSent("n-1", ORDER, "m-1"),
                new NotificationEvent.NotificationFailed("n-1", ORDER, "no such mailbox"),
                new ImportEvent.ImportStarted(
                        "i-1", "operator", "s3://imports/i-1.csv.gz", "9f86d081", 541_909, true, false),
                new ImportEvent.AssortmentDerived(
                        "i-1",
                        1,
                        1,
                        List.of(new ImportEvent.DerivedProduct(
                                "85123A", "WHITE HANGING HEART T-LIGHT HOLDER", PRICE, 600))),
                new ImportEvent.RowsProcessed(
                        "i-1",
                        1,
                        500,
                        List.of(new ImportEvent.ImportedOrder(ORDER, "17850", "536365", List.of(2L, 3L), false)),
                        List.of(new ImportEvent.RefusedRow(4, null, "NOT_A_SALE", "quantity is -1"))),
                new ImportEvent.ImportCompleted("i-1", 541_909, 18_000, 140_000),
                new ImportEvent.ImportFailed("i-1", 17, "the gzip data ends too early"));
    }
}
