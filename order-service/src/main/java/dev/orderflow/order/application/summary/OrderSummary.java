package dev.orderflow.order.application.summary;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.Shortage;
import dev.orderflow.order.domain.OperatorAction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order as its events tell it, but for what never changes and may be large: that is in {@link OrderContent}, so that
 * each step writes little.
 *
 * @param placedAt when the customer placed it, for an order taken over from elsewhere long ago
 * @param updatedAt when its last event was recorded
 * @param paymentId there once the payment was asked for
 * @param steps those that were asked for, in that order
 * @param actions what operators did about them, in that order
 */
public record OrderSummary(
        String orderId,
        String customerId,
        OrderStatus status,
        Instant placedAt,
        Instant updatedAt,
        int lineCount,
        Money total,
        @Nullable String paymentId,
        @Nullable String declineReason,
        @Nullable Shipment shipment,
        @Nullable Rejection rejection,
        @Nullable Cancellation cancellation,
        List<StepProgress> steps,
        List<ActionTaken> actions) {

    public OrderSummary {
        steps = List.copyOf(steps);
        // Items that were written before there were actions have none.
        actions = List.copyOf(Objects.requireNonNullElse(actions, List.of()));
    }

    /** The step whose answer is awaited, or null. */
    public @Nullable StepProgress pending() {
        return steps.stream().filter(StepProgress::isPending).findFirst().orElse(null);
    }

    public record Shipment(String shipmentId, String trackingNumber) {}

    public record Rejection(RejectionReason reason, List<Shortage> shortages) {
        public Rejection {
            shortages = List.copyOf(shortages);
        }
    }

    /** What an operator did about a step, and why. */
    public record ActionTaken(OperatorAction.Kind action, FulfilmentStep step, String by, String reason, Instant at) {}

    public record Cancellation(String requestedBy, String reason) {}
}
