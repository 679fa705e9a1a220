package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.fulfilment.RemainingSteps;
import dev.orderflow.order.application.fulfilment.RemainingSteps.Remaining;
import dev.orderflow.order.application.fulfilment.SetAsideAnswer;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.StepProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far an order's fulfilment is; what is null is left out. */
record OrderProcessBody(
        String orderId,
        OrderStatus status,
        long version,
        List<Step> steps,
        @Nullable Stuck stuck) {

    enum StepState {
        DONE,
        FAILED,
        PENDING,
        REMAINING
    }

    record Step(
            FulfilmentStep step,
            StepState state,
            int attempts,
            @Nullable Instant requestedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant deadline,
            @Nullable String detail) {}

    record Stuck(FulfilmentStep step, Instant since, String reason) {}

    static OrderProcessBody of(View<OrderSummary> view, List<SetAsideAnswer> setAside) {
        OrderSummary order = view.value();
        List<Step> steps = new ArrayList<>();
        order.steps().forEach(progress -> steps.add(asked(progress)));
        RemainingSteps.of(order).forEach(remaining -> steps.add(remaining(remaining)));
        return new OrderProcessBody(
                order.orderId(), order.status(), view.version(), steps, stuck(order.pending(), setAside));
    }

    private static Step asked(StepProgress progress) {
        return new Step(
                progress.step(),
                switch (progress.state()) {
                    case DONE -> StepState.DONE;
                    case FAILED -> StepState.FAILED;
                    case PENDING -> StepState.PENDING;
                },
                progress.attempts(),
                progress.requestedAt(),
                progress.answeredAt(),
                progress.deadline(),
                progress.detail());
    }

    private static Step remaining(Remaining remaining) {
        return new Step(remaining.step(), StepState.REMAINING, 0, null, null, null, remaining.condition());
    }

    private static @Nullable Stuck stuck(@Nullable StepProgress pending, List<SetAsideAnswer> setAside) {
        if (pending == null) {
            return null;
        }
        if (!setAside.isEmpty()) {
            SetAsideAnswer first = setAside.getFirst();
            return new Stuck(
                    pending.step(),
                    first.since(),
                    "An answer came and cannot be recorded, because the order's journal cannot be read: "
                            + first.reason());
        }
        return pending.givenUpAt() == null
                ? null
                : new Stuck(
                        pending.step(),
                        pending.givenUpAt(),
                        "No answer after it was asked for " + pending.attempts()
                                + " times. An answer that comes late is still taken.");
    }
}
