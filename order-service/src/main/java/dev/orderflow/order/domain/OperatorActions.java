package dev.orderflow.order.domain;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCompensationRequested;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStepRetryRequested;
import dev.orderflow.events.OrderEvent.OrderStepSkipped;
import dev.orderflow.order.domain.OrderCommand.ActOnStep;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe.Hazard;
import java.util.List;
import java.util.Optional;

/**
 * What operators may do at each step. Asking again is always safe, since every participant does a thing once; the rest is
 * safe only where nothing can be lost, paid twice or shipped without payment by it.
 */
final class OperatorActions {
    private OperatorActions() {}

    /** Why it must not be done to an order that waits there, or nothing. */
    static Optional<OrderRefusal> hazard(OperatorAction.Kind kind, Order.Waiting order) {
        return switch (kind) {
            case RETRY -> Optional.empty();
            case SKIP -> ofSkipping(order).map(ActionUnsafe::new);
            case COMPENSATE -> ofCompensating(order).map(ActionUnsafe::new);
        };
    }

    private static Optional<Hazard> ofSkipping(Order.Waiting order) {
        return switch (order) {
            case Order.AwaitingStock _ -> Optional.of(Hazard.NOTHING_WOULD_BE_HELD);
            case Order.AwaitingPayment _ -> Optional.of(Hazard.CAPTURE_UNRESOLVED);
            case Order.AwaitingShipment _ -> Optional.of(Hazard.STOCK_WOULD_STAY_HELD);
            case Order.AwaitingRefund _ -> Optional.of(Hazard.MONEY_MIGHT_GO_BACK_TWICE);
            case Order.AwaitingRelease release ->
                // As long as money is held, the release is what keeps the parcel from leaving without it.
                release.details().learnt().holdsMoney()
                        ? Optional.of(Hazard.RELEASE_BARS_THE_PARCEL)
                        : Optional.empty();
        };
    }

    private static Optional<Hazard> ofCompensating(Order.Waiting order) {
        return switch (order) {
            case Order.AwaitingStock _, Order.AwaitingShipment _ -> Optional.empty();
            case Order.AwaitingPayment _ -> Optional.of(Hazard.CAPTURE_UNRESOLVED);
            case Order.AwaitingRefund _, Order.AwaitingRelease _ -> Optional.of(Hazard.BEING_UNDONE_ALREADY);
        };
    }

    /** The action itself; what follows from it is the process's to say, but for the repeat, which follows at once. */
    static List<OrderEvent> events(ActOnStep command, Order.Waiting order) {
        String orderId = order.details().orderId();
        OperatorAction action = command.action();
        return switch (action.kind()) {
            case RETRY ->
                List.of(
                        new OrderStepRetryRequested(
                                orderId, command.actionId(), action.step(), command.requestedBy(), action.reason()),
                        new OrderStepRetried(
                                orderId, action.step(), order.asked().attempt() + 1));
            case SKIP ->
                List.of(new OrderStepSkipped(
                        orderId, command.actionId(), action.step(), command.requestedBy(), action.reason()));
            case COMPENSATE ->
                List.of(new OrderCompensationRequested(
                        orderId, command.actionId(), action.step(), command.requestedBy(), action.reason()));
        };
    }
}
