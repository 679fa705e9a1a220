package dev.orderflow.order.domain;

import static dev.orderflow.order.domain.OrderExamples.CANCELLATION_REQUESTED;
import static dev.orderflow.order.domain.OrderExamples.COMPLETED;
import static dev.orderflow.order.domain.OrderExamples.DECLINED;
import static dev.orderflow.order.domain.OrderExamples.ID;
import static dev.orderflow.order.domain.OrderExamples.PAID;
import static dev.orderflow.order.domain.OrderExamples.PAYMENT_REQUESTED;
import static dev.orderflow.order.domain.OrderExamples.PLACED;
import static dev.orderflow.order.domain.OrderExamples.REFUNDED;
import static dev.orderflow.order.domain.OrderExamples.REFUND_REQUESTED;
import static dev.orderflow.order.domain.OrderExamples.RELEASED;
import static dev.orderflow.order.domain.OrderExamples.RELEASE_REQUESTED;
import static dev.orderflow.order.domain.OrderExamples.RESERVED;
import static dev.orderflow.order.domain.OrderExamples.SHIPMENT_FAILED;
import static dev.orderflow.order.domain.OrderExamples.SHIPMENT_REQUESTED;
import static dev.orderflow.order.domain.OrderExamples.SHIPPED;
import static dev.orderflow.order.domain.OrderExamples.and;
import static dev.orderflow.order.domain.OrderExamples.rejected;
import static dev.orderflow.order.domain.OrderExamples.retried;
import static dev.orderflow.order.domain.OrderExamples.timedOut;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompensationRequested;
import dev.orderflow.events.OrderEvent.OrderStepRetryRequested;
import dev.orderflow.events.OrderEvent.OrderStepSkipped;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.testing.DeciderSpecification;
import dev.orderflow.order.domain.OperatorAction.Kind;
import dev.orderflow.order.domain.OrderCommand.ActOnStep;
import dev.orderflow.order.domain.OrderCommand.PassDeadline;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.orderflow.order.domain.OrderCommand.RecordRefunded;
import dev.orderflow.order.domain.OrderCommand.RecordShipmentFailed;
import dev.orderflow.order.domain.OrderCommand.RecordShipped;
import dev.orderflow.order.domain.OrderCommand.RecordStockReleased;
import dev.orderflow.order.domain.OrderCommand.RecordStockReserved;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe.Hazard;
import dev.orderflow.order.domain.OrderRefusal.ContradictsHistory;
import dev.orderflow.order.domain.OrderRefusal.IdempotencyKeyReused;
import dev.orderflow.order.domain.OrderRefusal.OrderAlreadyEnded;
import dev.orderflow.order.domain.OrderRefusal.OrderNotFound;
import dev.orderflow.order.domain.OrderRefusal.StepNotPending;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorActionsTest {
    private static final String OLGA = "olga";
    private static final String WHY = "ticket 17";

    private static final OrderEvent[] NOTHING = {};
    private static final OrderEvent[] AWAITING_STOCK = {PLACED};
    private static final OrderEvent[] AWAITING_PAYMENT = {PLACED, RESERVED, PAYMENT_REQUESTED};
    private static final OrderEvent[] AWAITING_SHIPMENT = and(AWAITING_PAYMENT, PAID, SHIPMENT_REQUESTED);
    private static final OrderEvent[] AWAITING_REFUND = and(AWAITING_SHIPMENT, SHIPMENT_FAILED, REFUND_REQUESTED);
    private static final OrderEvent[] AWAITING_RELEASE = and(AWAITING_PAYMENT, DECLINED, RELEASE_REQUESTED);
    private static final OrderEvent[] CALLED_OFF =
            and(AWAITING_SHIPMENT, compensation("a-1", FulfilmentStep.SHIP), RELEASE_REQUESTED);
    private static final OrderEvent BY_OPERATOR = new OrderCancelled(ID, WHY);

    @Nested
    class Retrying {
        @ParameterizedTest
        @EnumSource
        void is_allowed_at_every_step(FulfilmentStep step) {
            given(waitingFor(step)).when(act("a-1", Kind.RETRY, step)).then(retry("a-1", step), retried(step, 1));
        }

        @Test
        void counts_on_from_the_repeats_and_opens_a_step_that_was_given_up() {
            OrderEvent[] givenUp =
                    and(AWAITING_SHIPMENT, retried(FulfilmentStep.SHIP, 1), timedOut(FulfilmentStep.SHIP));
            given(givenUp)
                    .when(act("a-1", Kind.RETRY, FulfilmentStep.SHIP))
                    .then(retry("a-1", FulfilmentStep.SHIP), retried(FulfilmentStep.SHIP, 2));
            given(and(givenUp, retry("a-1", FulfilmentStep.SHIP), retried(FulfilmentStep.SHIP, 2)))
                    .when(new PassDeadline(FulfilmentStep.SHIP, 2, true))
                    .then(timedOut(FulfilmentStep.SHIP));
        }
    }

    @Nested
    class Skipping {
        @Test
        void ends_an_order_whose_release_is_not_answered() {
            given(AWAITING_RELEASE)
                    .when(act("a-1", Kind.SKIP, FulfilmentStep.RELEASE_STOCK))
                    .then(skip("a-1", FulfilmentStep.RELEASE_STOCK), rejected(RejectionReason.PAYMENT_DECLINED));
        }

        @Test
        void lets_the_answer_come_all_the_same() {
            given(and(
                            AWAITING_RELEASE,
                            skip("a-1", FulfilmentStep.RELEASE_STOCK),
                            rejected(RejectionReason.PAYMENT_DECLINED)))
                    .when(new RecordStockReleased())
                    .thenAlreadyDone();
        }

        @Test
        void is_refused_where_it_could_do_harm() {
            unsafe(AWAITING_STOCK, Kind.SKIP, FulfilmentStep.RESERVE_STOCK, Hazard.NOTHING_WOULD_BE_HELD);
            unsafe(AWAITING_PAYMENT, Kind.SKIP, FulfilmentStep.CAPTURE_PAYMENT, Hazard.CAPTURE_UNRESOLVED);
            unsafe(AWAITING_SHIPMENT, Kind.SKIP, FulfilmentStep.SHIP, Hazard.STOCK_WOULD_STAY_HELD);
            unsafe(AWAITING_REFUND, Kind.SKIP, FulfilmentStep.REFUND, Hazard.MONEY_MIGHT_GO_BACK_TWICE);
            unsafe(CALLED_OFF, Kind.SKIP, FulfilmentStep.RELEASE_STOCK, Hazard.RELEASE_BARS_THE_PARCEL);
        }
    }

    @Nested
    class Compensating {
        @Test
        void releases_what_the_reservation_may_yet_hold() {
            given(AWAITING_STOCK)
                    .when(act("a-1", Kind.COMPENSATE, FulfilmentStep.RESERVE_STOCK))
                    .then(compensation("a-1", FulfilmentStep.RESERVE_STOCK), RELEASE_REQUESTED);
            given(and(AWAITING_STOCK, compensation("a-1", FulfilmentStep.RESERVE_STOCK), RELEASE_REQUESTED))
                    .and(new RecordStockReserved())
                    .when(new RecordStockReleased())
                    .then(RELEASED, BY_OPERATOR);
        }

        @Test
        void of_a_shipment_bars_the_parcel_before_the_money_goes_back() {
            given(AWAITING_SHIPMENT)
                    .when(act("a-1", Kind.COMPENSATE, FulfilmentStep.SHIP))
                    .then(compensation("a-1", FulfilmentStep.SHIP), RELEASE_REQUESTED);
            given(CALLED_OFF).when(new RecordStockReleased()).then(RELEASED, REFUND_REQUESTED);
            given(and(CALLED_OFF, RELEASED, REFUND_REQUESTED))
                    .when(new RecordRefunded())
                    .then(REFUNDED, BY_OPERATOR);
        }

        @Test
        void of_a_shipment_that_had_left_completes_the_order() {
            given(CALLED_OFF).when(new RecordShipped("s-1", "SIM-1")).then(SHIPPED, COMPLETED);
            given(and(CALLED_OFF, SHIPPED, COMPLETED))
                    .when(new RecordShipped("s-1", "SIM-1"))
                    .thenAlreadyDone();
        }

        @Test
        void of_a_shipment_that_had_failed_needs_no_more_than_the_release() {
            given(CALLED_OFF).when(new RecordShipmentFailed("late")).thenAlreadyDone();
            given(and(CALLED_OFF, RELEASED, REFUND_REQUESTED, REFUNDED, BY_OPERATOR))
                    .when(new RecordShipmentFailed("late"))
                    .thenAlreadyDone();
        }

        @Test
        void never_lets_a_parcel_leave_whose_release_was_answered() {
            given(and(CALLED_OFF, RELEASED, REFUND_REQUESTED))
                    .when(new RecordShipped("s-1", "SIM-1"))
                    .thenRefused(new ContradictsHistory("shipped", OrderStatus.CANCELLING));
        }

        @Test
        void of_an_order_that_the_customer_cancelled_ends_as_the_customer_said() {
            given(and(
                            AWAITING_SHIPMENT,
                            CANCELLATION_REQUESTED,
                            compensation("a-1", FulfilmentStep.SHIP),
                            RELEASE_REQUESTED,
                            RELEASED,
                            REFUND_REQUESTED))
                    .when(new RecordRefunded())
                    .then(REFUNDED, OrderExamples.CANCELLED);
        }

        @Test
        void is_refused_where_it_could_do_harm_or_nothing_is_left_to_undo() {
            unsafe(AWAITING_PAYMENT, Kind.COMPENSATE, FulfilmentStep.CAPTURE_PAYMENT, Hazard.CAPTURE_UNRESOLVED);
            unsafe(AWAITING_REFUND, Kind.COMPENSATE, FulfilmentStep.REFUND, Hazard.BEING_UNDONE_ALREADY);
            unsafe(AWAITING_RELEASE, Kind.COMPENSATE, FulfilmentStep.RELEASE_STOCK, Hazard.BEING_UNDONE_ALREADY);
        }
    }

    @Test
    void the_same_action_is_taken_once_and_its_id_names_no_other() {
        OrderEvent[] acted = and(AWAITING_SHIPMENT, retry("a-1", FulfilmentStep.SHIP), retried(FulfilmentStep.SHIP, 1));
        given(acted).when(act("a-1", Kind.RETRY, FulfilmentStep.SHIP)).thenAlreadyDone();
        given(acted).when(act("a-1", Kind.COMPENSATE, FulfilmentStep.SHIP)).thenRefused(new IdempotencyKeyReused());
        given(acted)
                .when(act("a-2", Kind.RETRY, FulfilmentStep.SHIP))
                .then(retry("a-2", FulfilmentStep.SHIP), retried(FulfilmentStep.SHIP, 2));
        given(and(acted, SHIPPED, COMPLETED))
                .when(act("a-1", Kind.RETRY, FulfilmentStep.SHIP))
                .thenAlreadyDone();
    }

    @Test
    void a_step_that_is_not_pending_is_not_acted_on() {
        given(AWAITING_PAYMENT)
                .when(act("a-1", Kind.RETRY, FulfilmentStep.SHIP))
                .thenRefused(new StepNotPending(FulfilmentStep.SHIP, FulfilmentStep.CAPTURE_PAYMENT));
        given(and(AWAITING_SHIPMENT, SHIPPED, COMPLETED))
                .when(act("a-1", Kind.RETRY, FulfilmentStep.SHIP))
                .thenRefused(new OrderAlreadyEnded(OrderStatus.COMPLETED));
        given(NOTHING).when(act("a-1", Kind.RETRY, FulfilmentStep.SHIP)).thenRefused(new OrderNotFound());
    }

    @Test
    void no_order_is_acted_on_without_end() {
        OrderEvent[] acted = AWAITING_SHIPMENT;
        for (int i = 1; i <= 100; i++) {
            acted = and(acted, retry("a-" + i, FulfilmentStep.SHIP), retried(FulfilmentStep.SHIP, i));
        }
        unsafe(acted, Kind.RETRY, FulfilmentStep.SHIP, Hazard.ACTED_ON_TOO_OFTEN);
    }

    @Test
    void a_payment_goes_on_after_an_operators_retry() {
        given(and(
                        AWAITING_PAYMENT,
                        timedOut(FulfilmentStep.CAPTURE_PAYMENT),
                        retry("a-1", FulfilmentStep.CAPTURE_PAYMENT),
                        retried(FulfilmentStep.CAPTURE_PAYMENT, 1)))
                .when(new RecordPaymentCaptured())
                .then(PAID, SHIPMENT_REQUESTED);
    }

    private static OrderEvent[] waitingFor(FulfilmentStep step) {
        return switch (step) {
            case RESERVE_STOCK -> AWAITING_STOCK;
            case CAPTURE_PAYMENT -> AWAITING_PAYMENT;
            case SHIP -> AWAITING_SHIPMENT;
            case REFUND -> AWAITING_REFUND;
            case RELEASE_STOCK -> AWAITING_RELEASE;
        };
    }

    private static void unsafe(OrderEvent[] history, Kind kind, FulfilmentStep step, Hazard hazard) {
        given(history).when(act("a-new", kind, step)).thenRefused(new ActionUnsafe(hazard));
    }

    private static ActOnStep act(String actionId, Kind kind, FulfilmentStep step) {
        return new ActOnStep(actionId, new OperatorAction(kind, step, WHY), OLGA);
    }

    private static OrderEvent retry(String actionId, FulfilmentStep step) {
        return new OrderStepRetryRequested(ID, actionId, step, OLGA, WHY);
    }

    private static OrderEvent skip(String actionId, FulfilmentStep step) {
        return new OrderStepSkipped(ID, actionId, step, OLGA, WHY);
    }

    private static OrderEvent compensation(String actionId, FulfilmentStep step) {
        return new OrderCompensationRequested(ID, actionId, step, OLGA, WHY);
    }

    private static DeciderSpecification<OrderCommand, Order, OrderEvent, OrderRefusal> given(OrderEvent... history) {
        return DeciderSpecification.given(new OrderDecider(), history);
    }
}
