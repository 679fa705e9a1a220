package dev.orderflow.order.domain;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.order.domain.Order.Outlook.ToBeCancelled;
import dev.orderflow.order.domain.Order.Outlook.ToBeRejected;
import java.util.List;
import java.util.Optional;

/**
 * How an order gets to an end: a pure function from where a fact has brought the order to what is asked for next.
 *
 * <p>Forward: reserve the stock, capture the money, ship. Backward, in reverse: give the money back, then release the
 * stock. Money is only ever given back, and stock only released, once it is known whether there is any: whoever wants to
 * turn back while a capture or a shipment is under way waits for its answer. Only an operator calls off a shipment that is
 * not answered: then the stock is released first, since the warehouse either lets the parcel go or gives the stock back.
 */
public final class OrderFulfilmentProcess {
    private OrderFulfilmentProcess() {}

    /** What is asked for, or how it ends; nothing where an answer is awaited already. */
    static Optional<OrderEvent> next(Order order) {
        return switch (order) {
            case Order.NotPlaced _, Order.Waiting _, Order.Ended _ -> Optional.empty();
            case Order.Turning turning -> Optional.of(next(turning));
        };
    }

    private static OrderEvent next(Order.Turning order) {
        Order.Details details = order.details();
        String orderId = details.orderId();
        return switch (order) {
            case Order.Reserved _ ->
                new OrderPaymentRequested(
                        orderId, OrderIds.paymentId(orderId), details.customerId(), details.total(), details.card());
            case Order.Paid paid ->
                paid.cancellation() == null
                        ? new OrderShipmentRequested(orderId, details.shipTo())
                        : refundRequested(details);
            case Order.Shipped _ -> new OrderCompleted(orderId);
            case Order.Undoing _ ->
                details.learnt().holdsMoney() ? refundRequested(details) : new OrderStockReleaseRequested(orderId);
            case Order.CallingOff _ -> new OrderStockReleaseRequested(orderId);
            case Order.Undone undone ->
                switch (undone.outlook()) {
                    case ToBeRejected rejected -> new OrderRejected(orderId, rejected.reason(), List.of());
                    case ToBeCancelled cancelled ->
                        new OrderCancelled(orderId, cancelled.cancellation().reason());
                };
        };
    }

    private static OrderRefundRequested refundRequested(Order.Details details) {
        return new OrderRefundRequested(details.orderId(), OrderIds.paymentId(details.orderId()), details.total());
    }
}
