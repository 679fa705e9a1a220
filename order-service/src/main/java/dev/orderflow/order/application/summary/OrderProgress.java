package dev.orderflow.order.application.summary;

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
import dev.orderflow.events.OrderStatus;
import dev.orderflow.order.application.summary.OrderSummary.ActionTaken;
import dev.orderflow.order.application.summary.OrderSummary.Cancellation;
import dev.orderflow.order.application.summary.OrderSummary.Rejection;
import dev.orderflow.order.application.summary.OrderSummary.Shipment;
import dev.orderflow.order.application.summary.StepProgress.State;
import dev.orderflow.order.domain.OperatorAction.Kind;
import dev.orderflow.order.domain.OrderDeadlines;
import dev.orderflow.order.domain.OrderDeadlines.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How events change an {@link OrderSummary}: a pure function, for the stream and for a journal alike. */
public final class OrderProgress {
    private final OrderDeadlines deadlines;

    public OrderProgress(OrderDeadlines deadlines) {
        this.deadlines = deadlines;
    }

    /**
     * The summary after an event.
     *
     * @param before null where the event is the first
     * @param at when the event was recorded
     */
    public OrderSummary after(@Nullable OrderSummary before, OrderEvent event, Instant at) {
        if (before == null) {
            if (event instanceof OrderPlaced placed) {
                return placed(placed, at);
            }
            throw new IllegalStateException("Order " + event.orderId() + " begins with "
                    + event.getClass().getSimpleName());
        }
        Draft draft = new Draft(before, at);
        switch (event) {
            case OrderPlaced placed ->
                throw new IllegalStateException("Order " + placed.orderId() + " was placed twice");
            case OrderStockReserved _ -> draft.answer(FulfilmentStep.RESERVE_STOCK, State.DONE, null);
            case OrderPaymentRequested requested -> {
                draft.paymentId = requested.paymentId();
                draft.status = OrderStatus.RESERVED;
                draft.ask(FulfilmentStep.CAPTURE_PAYMENT);
            }
            case OrderPaid _ -> draft.answer(FulfilmentStep.CAPTURE_PAYMENT, State.DONE, null);
            case OrderPaymentDeclined declined -> {
                draft.declineReason = declined.reason();
                draft.answer(FulfilmentStep.CAPTURE_PAYMENT, State.FAILED, declined.reason());
                draft.turnBack();
            }
            case OrderShipmentRequested _ -> {
                draft.status = OrderStatus.PAID;
                draft.ask(FulfilmentStep.SHIP);
            }
            case OrderShipped shipped -> {
                draft.shipment = new Shipment(shipped.shipmentId(), shipped.trackingNumber());
                draft.answer(FulfilmentStep.SHIP, State.DONE, null);
                draft.answer(FulfilmentStep.RELEASE_STOCK, State.FAILED, "the parcel had left");
            }
            case OrderShipmentFailed failed -> {
                draft.answer(FulfilmentStep.SHIP, State.FAILED, failed.reason());
                draft.turnBack();
            }
            case OrderStepRetried retried -> draft.askAgain(retried.step(), retried.attempt());
            case OrderStepTimedOut timedOut -> draft.timeOut(timedOut.step());
            case OrderStepRetryRequested action ->
                draft.act(Kind.RETRY, action.step(), action.requestedBy(), action.reason());
            case OrderStepSkipped action -> {
                draft.act(Kind.SKIP, action.step(), action.requestedBy(), action.reason());
                draft.answer(action.step(), State.SKIPPED, action.reason());
            }
            case OrderCompensationRequested action -> {
                draft.act(Kind.COMPENSATE, action.step(), action.requestedBy(), action.reason());
                draft.answer(action.step(), State.FAILED, "called off by an operator");
                draft.callOff(action.requestedBy(), action.reason());
            }
            case OrderCancellationRequested requested -> {
                draft.cancellation = new Cancellation(requested.requestedBy(), requested.reason());
                draft.status = OrderStatus.CANCELLING;
                draft.abandonReservation();
            }
            case OrderRefundRequested _ -> draft.ask(FulfilmentStep.REFUND);
            case OrderRefunded _ -> draft.answer(FulfilmentStep.REFUND, State.DONE, null);
            case OrderStockReleaseRequested _ -> draft.ask(FulfilmentStep.RELEASE_STOCK);
            case OrderStockReleased _ -> draft.answer(FulfilmentStep.RELEASE_STOCK, State.DONE, null);
            case OrderCompleted _ -> draft.status = OrderStatus.COMPLETED;
            case OrderRejected rejected -> {
                draft.status = OrderStatus.REJECTED;
                draft.rejection = new Rejection(rejected.reason(), rejected.shortages());
                if (rejected.reason() == RejectionReason.OUT_OF_STOCK) {
                    draft.answer(FulfilmentStep.RESERVE_STOCK, State.FAILED, "out of stock");
                }
            }
            case OrderCancelled _ -> draft.status = OrderStatus.CANCELLED;
        }
        return draft.finished();
    }

    private OrderSummary placed(OrderPlaced placed, Instant at) {
        return new OrderSummary(
                placed.orderId(),
                placed.customerId(),
                OrderStatus.PLACED,
                placed.placedAt(),
                at,
                placed.lines().size(),
                placed.total(),
                null,
                null,
                null,
                null,
                null,
                List.of(asked(FulfilmentStep.RESERVE_STOCK, 0, at, at)),
                List.of());
    }

    private StepProgress asked(FulfilmentStep step, int attempt, Instant firstAt, Instant at) {
        Deadline deadline = deadlines.of(step, attempt, at);
        return new StepProgress(
                step, State.PENDING, attempt + 1, firstAt, null, deadline.due(), deadline.last(), null, null);
    }

    /** A summary in the making. */
    private final class Draft {
        private final OrderSummary before;
        private final Instant at;
        private final List<StepProgress> steps;
        private final List<ActionTaken> actions;
        private OrderStatus status;
        private @Nullable String paymentId;
        private @Nullable String declineReason;
        private @Nullable Shipment shipment;
        private @Nullable Rejection rejection;
        private @Nullable Cancellation cancellation;

        private Draft(OrderSummary before, Instant at) {
            this.before = before;
            this.at = at;
            this.steps = new ArrayList<>(before.steps());
            this.actions = new ArrayList<>(before.actions());
            this.status = before.status();
            this.paymentId = before.paymentId();
            this.declineReason = before.declineReason();
            this.shipment = before.shipment();
            this.rejection = before.rejection();
            this.cancellation = before.cancellation();
        }

        private void ask(FulfilmentStep step) {
            steps.add(asked(step, 0, at, at));
        }

        private void askAgain(FulfilmentStep step, int attempt) {
            steps.replaceAll(
                    progress -> progress.step() == step ? asked(step, attempt, progress.requestedAt(), at) : progress);
        }

        private void answer(FulfilmentStep step, State state, @Nullable String detail) {
            steps.replaceAll(progress -> progress.step() == step ? progress.answered(state, at, detail) : progress);
        }

        private void act(Kind kind, FulfilmentStep step, String by, String reason) {
            actions.add(new ActionTaken(kind, step, by, reason, at));
        }

        /** Whoever wanted the order cancelled before stays the one who did. */
        private void callOff(String by, String reason) {
            cancellation = cancellation == null ? new Cancellation(by, reason) : cancellation;
            status = OrderStatus.CANCELLING;
        }

        private void timeOut(FulfilmentStep step) {
            if (step == FulfilmentStep.RESERVE_STOCK) {
                answer(step, State.FAILED, "no answer in time");
                turnBack();
                return;
            }
            steps.replaceAll(progress -> progress.step() == step
                    ? new StepProgress(
                            step,
                            State.PENDING,
                            progress.attempts(),
                            progress.requestedAt(),
                            null,
                            null,
                            false,
                            at,
                            null)
                    : progress);
        }

        /** A cancellation does not wait for the reservation's answer; it does for those of the other steps. */
        private void abandonReservation() {
            StepProgress pending = before.pending();
            if (pending != null && pending.step() == FulfilmentStep.RESERVE_STOCK) {
                answer(FulfilmentStep.RESERVE_STOCK, State.FAILED, "cancelled before it was answered");
            }
        }

        private void turnBack() {
            if (cancellation == null) {
                status = OrderStatus.COMPENSATING;
            }
        }

        private OrderSummary finished() {
            return new OrderSummary(
                    before.orderId(),
                    before.customerId(),
                    status,
                    before.placedAt(),
                    at,
                    before.lineCount(),
                    before.total(),
                    paymentId,
                    declineReason,
                    shipment,
                    rejection,
                    cancellation,
                    steps,
                    actions);
        }
    }
}
