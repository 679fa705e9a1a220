package dev.orderflow.order.application.operating;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.order.application.OrderCauses;
import dev.orderflow.order.domain.OperatorAction;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderCommand.ActOnStep;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import java.util.OptionalLong;

/** Lets operators have a pending step retried, skipped or called off. */
public final class ActOnProcessHandler {
    private final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;

    public ActOnProcessHandler(Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders) {
        this.orders = orders;
    }

    /**
     * @param orderId of the shape of an order id
     * @param idempotencyKey the same one names the same action on this order for ever
     * @param by who does it
     * @param expectedVersion where the client said which version it means
     */
    public ActionOutcome act(
            String orderId,
            String idempotencyKey,
            OperatorAction action,
            String by,
            OptionalLong expectedVersion,
            Cause cause) {
        String actionId = OrderIds.actionId(orderId, idempotencyKey);
        ActOnStep command = new ActOnStep(actionId, action, by);
        return switch (orders.execute(
                OrderIds.stream(orderId), command, OrderCauses.of(orderId, cause), expectedVersion)) {
            case Outcome.Done<Order, OrderRefusal> done -> taken(orderId, done, false);
            case Outcome.AlreadyDone<Order, OrderRefusal> done -> taken(orderId, done, true);
            case Outcome.Refused<Order, OrderRefusal> refused -> refused(orderId, refused.refusal());
            // The first answer may have been lost: what was taken at that version is not stale.
            case Outcome.Stale<Order, OrderRefusal> stale ->
                stale.state() instanceof Order.Placed placed
                                && action.equals(placed.details().actions().get(actionId))
                        ? taken(orderId, stale, true)
                        : stale.state() instanceof Order.NotPlaced
                                ? new ActionOutcome.NotFound()
                                : new ActionOutcome.Stale(stale.version());
        };
    }

    private static ActionOutcome taken(String orderId, Outcome<Order, OrderRefusal> outcome, boolean replayed) {
        return switch (outcome.state()) {
            case Order.Placed placed -> new ActionOutcome.Taken(orderId, placed.status(), outcome.version(), replayed);
            case Order.NotPlaced _ -> throw new IllegalStateException("What is acted on was placed: " + orderId);
        };
    }

    private static ActionOutcome refused(String orderId, OrderRefusal refusal) {
        return switch (refusal) {
            case OrderRefusal.OrderNotFound _ -> new ActionOutcome.NotFound();
            case OrderRefusal.OrderAlreadyEnded ended -> new ActionOutcome.TooLate(ended.status());
            case OrderRefusal.IdempotencyKeyReused _ -> new ActionOutcome.KeyReused();
            case OrderRefusal.StepNotPending other -> new ActionOutcome.NotPending(other.step(), other.pending());
            case OrderRefusal.ActionUnsafe unsafe -> new ActionOutcome.Unsafe(unsafe.hazard());
            case OrderRefusal.ContradictsHistory _ ->
                throw new IllegalStateException("Acting on " + orderId + " cannot be refused with " + refusal);
        };
    }
}
