package dev.orderflow.simulation;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.simulation.Environment.Fault;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one customer lives through with one order, or a retailer with a file of them. */
enum Flow {
    COMPLETE(Ending.COMPLETED),
    DECLINE(Ending.DECLINED),
    OUT_OF_STOCK(Ending.OUT_OF_STOCK),
    SHIPMENT_FAILURE(Ending.NOT_SHIPPED),
    SHIPMENT_FAILURE_AND_REFUND_UNCONFIRMED(Ending.NOT_SHIPPED),
    PAYMENT_UNKNOWN_AND_CHARGED(Ending.COMPLETED),
    PAYMENT_UNKNOWN_AND_NOT_CHARGED(Ending.COMPLETED),
    CANCEL_WHEN_PLACED(Ending.CANCELLED_UNPAID, OrderPlaced.class),
    CANCEL_WHEN_STOCK_IS_RESERVED(Ending.CANCELLED_UNPAID, StockReserved.class),
    CANCEL_WHEN_PAYMENT_IS_REQUESTED(Ending.CANCELLED_AND_PAID_BACK, OrderStockReserved.class),
    CANCEL_WHILE_PAYMENT_IS_UNDER_WAY(Ending.CANCELLED_AND_PAID_BACK, CaptureIntended.class),
    CANCEL_WHEN_CAPTURED(Ending.CANCELLED_AND_PAID_BACK, PaymentCaptured.class),
    CANCEL_WHEN_SHIPMENT_IS_REQUESTED(Ending.COMPLETED, OrderPaid.class),
    CANCEL_WHEN_SHIPMENT_IS_REQUESTED_AND_FAILS(Ending.CANCELLED_AND_PAID_BACK, OrderPaid.class),
    CANCEL_WHILE_PAYMENT_IS_UNKNOWN(Ending.CANCELLED_AND_PAID_BACK, CaptureOutcomeUnknown.class),
    CANCEL_WHEN_SHIPPED(Ending.COMPLETED, ShipmentDispatched.class),
    CANCEL_WHEN_COMPLETE(Ending.COMPLETED, OrderCompleted.class),
    /** The warehouse dies with the order reserved, and its next process starts from a snapshot. */
    LONG_STREAMS(Ending.COMPLETED),
    IMPORT(Ending.IMPORTED);

    private final Ending ending;
    private final @Nullable Class<? extends DomainEvent> cancelledUpon;

    Flow(Ending ending) {
        this(ending, null);
    }

    Flow(Ending ending, @Nullable Class<? extends DomainEvent> cancelledUpon) {
        this.ending = ending;
        this.cancelledUpon = cancelledUpon;
    }

    /** How it ends where nothing else goes wrong. */
    Ending ending() {
        return ending;
    }

    /** The customer changes their mind when this has become durable; null where they never do. */
    @Nullable
    Class<? extends DomainEvent> cancelledUpon() {
        return cancelledUpon;
    }

    String card() {
        return this == DECLINE ? "tok_decline" : "tok_ok";
    }

    String city() {
        return switch (this) {
            case SHIPMENT_FAILURE,
                    SHIPMENT_FAILURE_AND_REFUND_UNCONFIRMED,
                    CANCEL_WHEN_SHIPMENT_IS_REQUESTED_AND_FAILS -> SimulatedCarrier.UNKNOWN_CITY;
            default -> "London";
        };
    }

    int stock() {
        return this == OUT_OF_STOCK ? 1 : 5;
    }

    /** After how many commits a long stream gets a snapshot. */
    int commitsPerSnapshot() {
        return this == LONG_STREAMS ? 1 : 5;
    }

    /** The inventory service's process dies when this has become durable; null where it does not. */
    @Nullable
    Class<? extends DomainEvent> warehouseDiesUpon() {
        return this == LONG_STREAMS ? OrderStockReserved.class : null;
    }

    /** What goes wrong in any case: the first call of that kind. */
    Fates given() {
        return switch (this) {
            case PAYMENT_UNKNOWN_AND_CHARGED, CANCEL_WHILE_PAYMENT_IS_UNKNOWN -> first(" capture ", Fault.REPLY_LOST);
            case PAYMENT_UNKNOWN_AND_NOT_CHARGED -> first(" capture ", Fault.NOT_DONE);
            case SHIPMENT_FAILURE_AND_REFUND_UNCONFIRMED -> first(" refund ", Fault.REPLY_LOST);
            default -> call -> Fault.NONE;
        };
    }

    private static Fates first(String what, Fault fault) {
        boolean[] met = {false};
        return call -> {
            if (met[0] || !call.what().contains(what)) {
                return Fault.NONE;
            }
            met[0] = true;
            return fault;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
