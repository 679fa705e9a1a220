package dev.orderflow.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of an order, stream {@code order-<orderId>}. The order's journal is also the memory of its fulfilment: each
 * fact that a participant reports is recorded here together with the request that follows from it.
 */
public sealed interface OrderEvent extends DomainEvent {
    String orderId();

    /**
     * @param idempotencyKey the client's key; with the customer it determines the order id
     * @param requestDigest SHA-256 (hex) of what the client asked: tells a repeated request from a conflicting one
     * @param lines distinct SKUs, at least one, with the prices of the moment
     * @param card opaque payment token; never a card number
     */
    @WireName("order.placed.v1")
    record OrderPlaced(
            String orderId,
            String customerId,
            String idempotencyKey,
            String requestDigest,
            Instant placedAt,
            List<OrderLine> lines,
            Money total,
            String card,
            @Nullable Contact contact,
            @Nullable Address shipTo)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }
    }

    /** Inventory holds all lines for this order. */
    @WireName("order.stock-reserved.v1")
    record OrderStockReserved(String orderId) implements OrderEvent {}

    /** Asks payment to capture; {@code paymentId} is derived from the order, so a redelivery asks for the same. */
    @WireName("order.payment-requested.v1")
    record OrderPaymentRequested(String orderId, String paymentId, String customerId, Money amount, String card)
            implements OrderEvent {}

    /** The money was captured. */
    @WireName("order.paid.v1")
    record OrderPaid(String orderId, String paymentId) implements OrderEvent {}

    /** The gateway said no; never emitted for a time-out. */
    @WireName("order.payment-declined.v1")
    record OrderPaymentDeclined(String orderId, String paymentId, String reason) implements OrderEvent {}

    /** Asks inventory to ship the reserved lines. */
    @WireName("order.shipment-requested.v1")
    record OrderShipmentRequested(String orderId, @Nullable Address shipTo) implements OrderEvent {}

    /** The parcel left the warehouse. */
    @WireName("order.shipped.v1")
    record OrderShipped(String orderId, String shipmentId, String trackingNumber) implements OrderEvent {}

    /** The carrier refused for good. */
    @WireName("order.shipment-failed.v1")
    record OrderShipmentFailed(String orderId, String reason) implements OrderEvent {}

    /** A step's answer is late: the process asks again; {@code attempt} counts from 1 for the first repeat. */
    @WireName("order.step-retried.v1")
    record OrderStepRetried(String orderId, FulfilmentStep step, int attempt) implements OrderEvent {}

    /** A step's last deadline passed without an answer; an operator is told, compensation follows where it is safe. */
    @WireName("order.step-timed-out.v1")
    record OrderStepTimedOut(String orderId, FulfilmentStep step) implements OrderEvent {}

    /** An operator has a pending step asked for again; {@link OrderStepRetried} follows in the same commit. */
    @WireName("order.step-retry-requested.v1")
    record OrderStepRetryRequested(
            String orderId, String actionId, FulfilmentStep step, String requestedBy, String reason)
            implements OrderEvent {}

    /** An operator has the order go on without a step's answer. */
    @WireName("order.step-skipped.v1")
    record OrderStepSkipped(String orderId, String actionId, FulfilmentStep step, String requestedBy, String reason)
            implements OrderEvent {}

    /** An operator calls the order off at a pending step; what was done is now undone. */
    @WireName("order.compensation-requested.v1")
    record OrderCompensationRequested(
            String orderId, String actionId, FulfilmentStep step, String requestedBy, String reason)
            implements OrderEvent {}

    /** The customer or an operator wants out; what was done is now undone in reverse. */
    @WireName("order.cancellation-requested.v1")
    record OrderCancellationRequested(String orderId, String requestedBy, String reason) implements OrderEvent {}

    /** Asks payment to give the money back. */
    @WireName("order.refund-requested.v1")
    record OrderRefundRequested(String orderId, String paymentId, Money amount) implements OrderEvent {}

    /** The money went back. */
    @WireName("order.refunded.v1")
    record OrderRefunded(String orderId, String paymentId) implements OrderEvent {}

    /** Asks inventory to give the reserved lines back. */
    @WireName("order.stock-release-requested.v1")
    record OrderStockReleaseRequested(String orderId) implements OrderEvent {}

    /** The reserved lines are available again. */
    @WireName("order.stock-released.v1")
    record OrderStockReleased(String orderId) implements OrderEvent {}

    /** End: everything was delivered and paid. */
    @WireName("order.completed.v1")
    record OrderCompleted(String orderId) implements OrderEvent {}

    /** End: the shop could not serve it; whatever was done is undone. */
    @WireName("order.rejected.v1")
    record OrderRejected(String orderId, RejectionReason reason, List<Shortage> shortages) implements OrderEvent {
        public OrderRejected {
            shortages = List.copyOf(shortages);
        }
    }

    /** End: cancelled on request; whatever was done is undone. */
    @WireName("order.cancelled.v1")
    record OrderCancelled(String orderId, String reason) implements OrderEvent {}

    /** Why the shop could not serve an order. */
    enum RejectionReason {
        OUT_OF_STOCK,
        PAYMENT_DECLINED,
        SHIPMENT_FAILED,
        TIMED_OUT
    }

    /** The steps of fulfilment, in order, and the two that undo them. */
    enum FulfilmentStep {
        RESERVE_STOCK,
        CAPTURE_PAYMENT,
        SHIP,
        REFUND,
        RELEASE_STOCK
    }
}
