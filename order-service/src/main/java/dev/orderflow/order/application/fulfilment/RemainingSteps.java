package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.StepProgress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order still has before it, as far as it can be told. */
public final class RemainingSteps {
    private static final List<FulfilmentStep> FORWARD =
            List.of(FulfilmentStep.RESERVE_STOCK, FulfilmentStep.CAPTURE_PAYMENT, FulfilmentStep.SHIP);

    private RemainingSteps() {}

    /** @param condition where it depends on an answer whether the step will be taken, else null */
    public record Remaining(FulfilmentStep step, @Nullable String condition) {}

    /** In the order in which they will be taken. */
    public static List<Remaining> of(OrderSummary order) {
        return switch (order.status()) {
            case PLACED, RESERVED, PAID -> forward(order);
            case CANCELLING, COMPENSATING -> backward(order);
            case COMPLETED, REJECTED, CANCELLED -> List.of();
        };
    }

    private static List<Remaining> forward(OrderSummary order) {
        List<Remaining> remaining = new ArrayList<>();
        for (FulfilmentStep step : FORWARD) {
            if (order.steps().stream().noneMatch(asked -> asked.step() == step)) {
                remaining.add(new Remaining(step, null));
            }
        }
        return remaining;
    }

    private static boolean refunded(OrderSummary order) {
        return order.steps().stream().anyMatch(step -> step.step() == FulfilmentStep.REFUND);
    }

    private static List<Remaining> backward(OrderSummary order) {
        StepProgress pending = order.pending();
        if (pending == null) {
            return List.of();
        }
        return switch (pending.step()) {
            case RESERVE_STOCK -> List.of(new Remaining(FulfilmentStep.RELEASE_STOCK, null));
            case CAPTURE_PAYMENT ->
                List.of(
                        new Remaining(FulfilmentStep.REFUND, "if the payment is captured"),
                        new Remaining(FulfilmentStep.RELEASE_STOCK, null));
            case SHIP ->
                List.of(
                        new Remaining(FulfilmentStep.REFUND, "unless the parcel leaves"),
                        new Remaining(FulfilmentStep.RELEASE_STOCK, "unless the parcel leaves"));
            case REFUND -> List.of(new Remaining(FulfilmentStep.RELEASE_STOCK, null));
            case RELEASE_STOCK ->
                order.steps().stream().anyMatch(step -> step.step() == FulfilmentStep.SHIP) && !refunded(order)
                        ? List.of(new Remaining(FulfilmentStep.REFUND, "unless the parcel had left"))
                        : List.of();
        };
    }
}
