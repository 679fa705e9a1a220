package dev.orderflow.simulation;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.operating.ActionOutcome;
import dev.orderflow.order.domain.OperatorAction;
import dev.orderflow.order.domain.OperatorAction.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Operators who have steps of open orders retried, skipped and called off, whether that is wise or not. */
final class Operators {
    private static final int KEYS = 4;

    private final Environment environment;
    private final RandomGenerator random;
    private final Journals journals;
    private int requests;

    Operators(Environment environment, Journals journals) {
        this.environment = environment;
        this.random = environment.random;
        this.journals = journals;
    }

    /** Whether the step is the pending one, and the action safe, is for the order to know. */
    void act(OrderProcess process) {
        List<String> open = new ArrayList<>();
        journals.orders().forEach((orderId, order) -> {
            if (order.end == null || random.nextInt(10) == 0) {
                open.add(orderId);
            }
        });
        if (open.isEmpty()) {
            return;
        }
        String orderId = open.get(random.nextInt(open.size()));
        OperatorAction action = new OperatorAction(one(Kind.values()), one(FulfilmentStep.values()), "seen to be slow");
        String key = "action-" + random.nextInt(KEYS);
        Cause cause = Cause.request("action-" + ++requests, null);
        process.node().start("acts on " + orderId, () -> {
            try {
                ActionOutcome answer =
                        process.actOnProcess.act(orderId, key, action, "olga", OptionalLong.empty(), cause);
                environment.trace(action + " on " + orderId + " is answered with " + answer);
                check(orderId, action, answer);
            } catch (RuntimeException e) {
                process.node().explain("acting on " + orderId, e);
            }
        });
    }

    private void check(String orderId, OperatorAction action, ActionOutcome answer) {
        switch (answer) {
            case ActionOutcome.Taken _ ->
                environment.require(
                        journals.wasActedOn(orderId, action),
                        Invariant.I2,
                        "took " + action + " on " + orderId + ", and the journal does not know it");
            case ActionOutcome.TooLate _ ->
                environment.require(
                        journals.order(orderId).end != null,
                        Invariant.I2,
                        "too late to act on what has not ended: " + orderId);
            case ActionOutcome.Unsafe unsafe ->
                environment.require(
                        action.kind() != Kind.RETRY, Invariant.I17, "a retry was refused as " + unsafe.hazard());
            case ActionOutcome.NotFound _ ->
                environment.violate(Invariant.I2, orderId + " was placed, and is not found");
            case ActionOutcome.KeyReused _, ActionOutcome.NotPending _, ActionOutcome.Stale _ -> {}
        }
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
