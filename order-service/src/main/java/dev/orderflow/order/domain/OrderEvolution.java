package dev.orderflow.order.domain;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompensationRequested;
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
import dev.orderflow.events.OrderEvent.OrderStepRetryRequested;
import dev.orderflow.events.OrderEvent.OrderStepSkipped;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.OrderEvent.OrderStockReleased;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.order.domain.OperatorAction.Kind;
import dev.orderflow.order.domain.Order.Asked;
import dev.orderflow.order.domain.Order.Cancellation;
import dev.orderflow.order.domain.Order.Details;
import dev.orderflow.order.domain.Order.Learnt;
import dev.orderflow.order.domain.Order.Outlook;
import dev.orderflow.order.domain.Order.Outlook.ToBeCancelled;
import dev.orderflow.order.domain.Order.Outlook.ToBeRejected;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How events change an order. A pair that cannot be throws: the journal is broken, and going on would invent a history. */
final class OrderEvolution {

    Order evolve(Order order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                switch (order) {
                    case Order.NotPlaced _ -> new Order.AwaitingStock(details(placed), Asked.ONCE);
                    case Order.Placed other -> throw impossible(other, event);
                };
            case OrderStockReserved _ -> {
                Details details = in(Order.AwaitingStock.class, order, event).details();
                yield new Order.Reserved(details.learning(details.learnt().withReserved()));
            }
            case OrderPaymentRequested _ ->
                new Order.AwaitingPayment(in(Order.Reserved.class, order, event).details(), Asked.ONCE, null);
            case OrderPaid _ -> {
                Order.AwaitingPayment before = in(Order.AwaitingPayment.class, order, event);
                yield new Order.Paid(
                        before.details().learning(before.details().learnt().withPaid()), before.cancellation());
            }
            case OrderPaymentDeclined _ -> {
                Order.AwaitingPayment before = in(Order.AwaitingPayment.class, order, event);
                yield new Order.Undoing(
                        before.details().learning(before.details().learnt().withDeclined()),
                        outlook(before.cancellation(), RejectionReason.PAYMENT_DECLINED));
            }
            case OrderShipmentRequested _ -> {
                Order.Paid before = in(Order.Paid.class, order, event);
                yield new Order.AwaitingShipment(before.details(), Asked.ONCE, before.cancellation());
            }
            case OrderShipped _ -> shipped(order, event);
            case OrderShipmentFailed _ -> {
                Order.AwaitingShipment before = in(Order.AwaitingShipment.class, order, event);
                yield new Order.Undoing(
                        before.details().learning(before.details().learnt().withShipmentFailed()),
                        outlook(before.cancellation(), RejectionReason.SHIPMENT_FAILED));
            }
            case OrderStepRetried retried -> {
                Order.Waiting before = in(Order.Waiting.class, order, event);
                yield asked(before, new Asked(retried.attempt(), false));
            }
            case OrderStepRetryRequested action -> {
                Order.Waiting before = in(Order.Waiting.class, order, event);
                yield with(
                        before,
                        before.details().taking(action.actionId(), action(Kind.RETRY, action.step(), action.reason())),
                        before.asked());
            }
            case OrderStepSkipped skipped -> {
                Order.AwaitingRelease before = in(Order.AwaitingRelease.class, order, event);
                Details details = before.details()
                        .taking(skipped.actionId(), action(Kind.SKIP, skipped.step(), skipped.reason()));
                yield new Order.Undone(details.learning(details.learnt().withReleased()), before.outlook());
            }
            case OrderCompensationRequested requested -> compensating(order, requested);
            case OrderStepTimedOut _ -> timedOut(in(Order.Waiting.class, order, event));
            case OrderCancellationRequested requested ->
                cancelling(order, new Cancellation(requested.requestedBy(), requested.reason()), event);
            case OrderRefundRequested _ -> refunding(order, event);
            case OrderRefunded _ -> {
                Order.AwaitingRefund before = in(Order.AwaitingRefund.class, order, event);
                Details details =
                        before.details().learning(before.details().learnt().withRefunded());
                yield undoing(details, before.outlook());
            }
            case OrderStockReleaseRequested _ -> releasing(order, event);
            case OrderStockReleased _ -> {
                Order.AwaitingRelease before = in(Order.AwaitingRelease.class, order, event);
                Details details =
                        before.details().learning(before.details().learnt().withReleased());
                yield undoing(details, before.outlook());
            }
            case OrderCompleted _ ->
                new Order.Completed(in(Order.Shipped.class, order, event).details());
            case OrderRejected rejected -> rejected(order, rejected);
            case OrderCancelled cancelled ->
                new Order.Cancelled(in(Order.Undone.class, order, event).details(), cancelled.reason());
        };
    }

    private static Details details(OrderPlaced placed) {
        return new Details(
                placed.orderId(),
                placed.customerId(),
                placed.requestDigest(),
                placed.total(),
                placed.card(),
                placed.shipTo(),
                Learnt.NOTHING,
                Map.of());
    }

    private static Outlook outlook(@Nullable Cancellation cancellation, RejectionReason otherwise) {
        return cancellation == null ? new ToBeRejected(otherwise) : new ToBeCancelled(cancellation);
    }

    private static OperatorAction action(Kind kind, FulfilmentStep step, String reason) {
        return new OperatorAction(kind, step, reason);
    }

    /** Money first, then stock, unless the shipment was called off: then it is the other way round. */
    private static Order undoing(Details details, Outlook outlook) {
        return details.learnt().released() && !details.learnt().holdsMoney()
                ? new Order.Undone(details, outlook)
                : new Order.Undoing(details, outlook);
    }

    private static Order shipped(Order order, OrderEvent event) {
        Details details = switch (order) {
            case Order.AwaitingShipment waiting -> waiting.details();
            // It had left before it could be called off.
            case Order.AwaitingRelease waiting when waiting.details().shipmentCalledOff() -> waiting.details();
            case Order.NotPlaced _, Order.Waiting _, Order.Turning _, Order.Ended _ -> throw impossible(order, event);
        };
        return new Order.Shipped(details.learning(details.learnt().withShipped()));
    }

    private static Order releasing(Order order, OrderEvent event) {
        return switch (order) {
            case Order.Undoing before -> new Order.AwaitingRelease(before.details(), Asked.ONCE, before.outlook());
            case Order.CallingOff before -> new Order.AwaitingRelease(before.details(), Asked.ONCE, before.outlook());
            case Order.NotPlaced _,
                    Order.Waiting _,
                    Order.Reserved _,
                    Order.Paid _,
                    Order.Shipped _,
                    Order.Undone _,
                    Order.Ended _ -> throw impossible(order, event);
        };
    }

    private static Order compensating(Order order, OrderCompensationRequested event) {
        OperatorAction action = action(Kind.COMPENSATE, event.step(), event.reason());
        Cancellation byOperator = new Cancellation(event.requestedBy(), event.reason());
        return switch (order) {
            case Order.AwaitingStock waiting ->
                new Order.Undoing(waiting.details().taking(event.actionId(), action), new ToBeCancelled(byOperator));
            case Order.AwaitingShipment waiting ->
                new Order.CallingOff(
                        waiting.details().taking(event.actionId(), action),
                        new ToBeCancelled(waiting.cancellation() == null ? byOperator : waiting.cancellation()));
            case Order.NotPlaced _,
                    Order.AwaitingPayment _,
                    Order.AwaitingRefund _,
                    Order.AwaitingRelease _,
                    Order.Turning _,
                    Order.Ended _ -> throw impossible(order, event);
        };
    }

    private static Order timedOut(Order.Waiting order) {
        Asked givenUp = new Asked(order.asked().attempt(), true);
        return switch (order) {
            // The only step that can be undone without its answer: a release bars the reservation that may still come.
            case Order.AwaitingStock waiting ->
                new Order.Undoing(waiting.details(), new ToBeRejected(RejectionReason.TIMED_OUT));
            case Order.AwaitingPayment _, Order.AwaitingShipment _, Order.AwaitingRefund _, Order.AwaitingRelease _ ->
                asked(order, givenUp);
        };
    }

    private static Order asked(Order.Waiting order, Asked asked) {
        return with(order, order.details(), asked);
    }

    private static Order with(Order.Waiting order, Details details, Asked asked) {
        return switch (order) {
            case Order.AwaitingStock _ -> new Order.AwaitingStock(details, asked);
            case Order.AwaitingPayment waiting -> new Order.AwaitingPayment(details, asked, waiting.cancellation());
            case Order.AwaitingShipment waiting -> new Order.AwaitingShipment(details, asked, waiting.cancellation());
            case Order.AwaitingRefund waiting -> new Order.AwaitingRefund(details, asked, waiting.outlook());
            case Order.AwaitingRelease waiting -> new Order.AwaitingRelease(details, asked, waiting.outlook());
        };
    }

    private static Order cancelling(Order order, Cancellation cancellation, OrderEvent event) {
        return switch (order) {
            case Order.AwaitingStock waiting -> new Order.Undoing(waiting.details(), new ToBeCancelled(cancellation));
            case Order.AwaitingPayment waiting ->
                new Order.AwaitingPayment(waiting.details(), waiting.asked(), cancellation);
            case Order.AwaitingShipment waiting ->
                new Order.AwaitingShipment(waiting.details(), waiting.asked(), cancellation);
            case Order.NotPlaced _, Order.AwaitingRefund _, Order.AwaitingRelease _, Order.Turning _, Order.Ended _ ->
                throw impossible(order, event);
        };
    }

    private static Order refunding(Order order, OrderEvent event) {
        return switch (order) {
            case Order.Undoing undoing -> new Order.AwaitingRefund(undoing.details(), Asked.ONCE, undoing.outlook());
            case Order.Paid(var details, Cancellation cancellation)
            when cancellation != null -> new Order.AwaitingRefund(details, Asked.ONCE, new ToBeCancelled(cancellation));
            case Order.NotPlaced _,
                    Order.Waiting _,
                    Order.Reserved _,
                    Order.Paid _,
                    Order.Shipped _,
                    Order.CallingOff _,
                    Order.Undone _,
                    Order.Ended _ -> throw impossible(order, event);
        };
    }

    private static Order rejected(Order order, OrderRejected event) {
        return switch (order) {
            case Order.AwaitingStock waiting ->
                new Order.Rejected(waiting.details(), event.reason(), event.shortages());
            case Order.Undone undone -> new Order.Rejected(undone.details(), event.reason(), event.shortages());
            case Order.NotPlaced _,
                    Order.AwaitingPayment _,
                    Order.AwaitingShipment _,
                    Order.AwaitingRefund _,
                    Order.AwaitingRelease _,
                    Order.Reserved _,
                    Order.Paid _,
                    Order.Shipped _,
                    Order.Undoing _,
                    Order.CallingOff _,
                    Order.Ended _ -> throw impossible(order, event);
        };
    }

    private static <S extends Order> S in(Class<S> stage, Order order, OrderEvent event) {
        if (!stage.isInstance(order)) {
            throw impossible(order, event);
        }
        return stage.cast(order);
    }

    private static IllegalStateException impossible(Order order, OrderEvent event) {
        // Stage and event by name only: their values are personal data, and this ends in logs.
        return new IllegalStateException(event.getClass().getSimpleName() + " of order " + event.orderId()
                + " cannot follow on " + order.getClass().getSimpleName());
    }
}
