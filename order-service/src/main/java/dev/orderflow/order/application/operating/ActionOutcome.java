package dev.orderflow.order.application.operating;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe.Hazard;

/** What became of an operator's action. */
public sealed interface ActionOutcome {

    /** @param replayed whether it had been taken before */
    record Taken(String orderId, OrderStatus status, long version, boolean replayed) implements ActionOutcome {}

    record NotFound() implements ActionOutcome {}

    /** Nothing can be done any more. */
    record TooLate(OrderStatus status) implements ActionOutcome {}

    /** The key belongs to another action on the same order. */
    record KeyReused() implements ActionOutcome {}

    record NotPending(FulfilmentStep step, FulfilmentStep pending) implements ActionOutcome {}

    record Unsafe(Hazard hazard) implements ActionOutcome {}

    /** The order is not at the expected version. */
    record Stale(long version) implements ActionOutcome {}
}
