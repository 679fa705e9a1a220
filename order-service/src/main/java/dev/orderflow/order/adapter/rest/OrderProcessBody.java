package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.fulfilment.RemainingSteps;
import dev.orderflow.order.application.fulfilment.RemainingSteps.Remaining;
import dev.orderflow.order.application.fulfilment.SetAsideAnswer;
import dev.orderflow.order.application.fulfilment.Stuck;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.OrderSummary.ActionTaken;
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
        List<ActionTaken> actions,
        @Nullable Stuck stuck) {

    enum StepState {
        DONE,
        FAILED,
        SKIPPED,
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

    static OrderProcessBody of(View<OrderSummary> view, List<SetAsideAnswer> setAside) {
        OrderSummary order = view.value();
        List<Step> steps = new ArrayList<>();
        order.steps().forEach(progress -> steps.add(asked(progress)));
        RemainingSteps.of(order).forEach(remaining -> steps.add(remaining(remaining)));
        return new OrderProcessBody(
                order.orderId(),
                order.status(),
                view.version(),
                steps,
                order.actions(),
                stuck(order.pending(), setAside));
    }

    private static Step asked(StepProgress progress) {
        return new Step(
                progress.step(),
                switch (progress.state()) {
                    case DONE -> StepState.DONE;
                    case FAILED -> StepState.FAILED;
                    case SKIPPED -> StepState.SKIPPED;
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
        return setAside.isEmpty() ? Stuck.givenUp(pending) : Stuck.unreadable(pending, setAside.getFirst());
    }
}
