package dev.orderflow.payment.application;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;

/**
 * The order is still waiting: whatever is open at the gateway is tried at once instead of at its next turn. An answer
 * that is in the journal already was, or will be, published; it is not repeated.
 */
public final class WhenStepRetriedThenTryAgain implements OrderWishes.Automation {
    private final GatewayWork work;
    private final GatewayDesk desk;

    public WhenStepRetriedThenTryAgain(GatewayWork work, GatewayDesk desk) {
        this.work = work;
        this.desk = desk;
    }

    @Override
    public void on(DomainEvent event, Cause cause) {
        if (event instanceof OrderStepRetried retried && isOurs(retried.step())) {
            StreamId payment = new StreamId("payment", retried.orderId());
            desk.bringIfIdle(payment, () -> work.resume(payment, cause));
        }
    }

    private static boolean isOurs(FulfilmentStep step) {
        return switch (step) {
            case CAPTURE_PAYMENT, REFUND -> true;
            case RESERVE_STOCK, SHIP, RELEASE_STOCK -> false;
        };
    }
}
