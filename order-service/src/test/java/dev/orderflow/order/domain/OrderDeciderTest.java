package dev.orderflow.order.domain;

import static dev.orderflow.order.domain.OrderExamples.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.testing.DeciderSpecification;
import dev.orderflow.order.domain.OrderCommand.PassDeadline;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.orderflow.order.domain.OrderCommand.RecordRefunded;
import dev.orderflow.order.domain.OrderCommand.RecordShipmentFailed;
import dev.orderflow.order.domain.OrderCommand.RecordShipped;
import dev.orderflow.order.domain.OrderCommand.RecordStockRefused;
import dev.orderflow.order.domain.OrderCommand.RecordStockReleased;
import dev.orderflow.order.domain.OrderCommand.RecordStockReserved;
import dev.orderflow.order.domain.OrderCommand.RequestCancellation;
import dev.orderflow.order.domain.OrderRefusal.ContradictsHistory;
import dev.orderflow.order.domain.OrderRefusal.IdempotencyKeyReused;
import dev.orderflow.order.domain.OrderRefusal.OrderAlreadyEnded;
import dev.orderflow.order.domain.OrderRefusal.OrderNotFound;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderDeciderTest {
    private static final OrderEvent[] NOTHING = {};
    private static final OrderEvent[] AWAITING_STOCK = {PLACED};
    private static final OrderEvent[] AWAITING_PAYMENT = {PLACED, RESERVED, PAYMENT_REQUESTED};
    private static final OrderEvent[] AWAITING_SHIPMENT = and(AWAITING_PAYMENT, PAID, SHIPMENT_REQUESTED);
    private static final OrderEvent[] AWAITING_REFUND = and(AWAITING_SHIPMENT, SHIPMENT_FAILED, REFUND_REQUESTED);
    private static final OrderEvent[] RELEASING_AFTER_DECLINE = and(AWAITING_PAYMENT, DECLINED, RELEASE_REQUESTED);
    private static final OrderEvent[] RELEASING_AFTER_CANCELLATION = {PLACED, CANCELLATION_REQUESTED, RELEASE_REQUESTED
    };
    private static final OrderEvent[] COMPLETE = and(AWAITING_SHIPMENT, SHIPPED, COMPLETED);

    private static final RequestCancellation CANCEL = new RequestCancellation(Requester.customer(ADA), "wrong colour");

    @Nested
    class Placing {
        @Test
        void accepts_an_order_with_the_sum_of_its_lines() {
            given(NOTHING).when(place()).then(PLACED);
        }

        @Test
        void knows_the_same_request_again_at_every_stage() {
            given(AWAITING_STOCK).when(place()).thenAlreadyDone();
            given(AWAITING_SHIPMENT).when(place()).thenAlreadyDone();
            given(COMPLETE).when(place()).thenAlreadyDone();
        }

        @Test
        void refuses_other_content_under_the_same_key() {
            given(AWAITING_STOCK).when(place("other")).thenRefused(new IdempotencyKeyReused());
            given(COMPLETE).when(place("other")).thenRefused(new IdempotencyKeyReused());
        }
    }

    @Nested
    class Going_forward {
        @Test
        void asks_for_payment_once_the_stock_is_reserved() {
            given(AWAITING_STOCK).when(new RecordStockReserved()).then(RESERVED, PAYMENT_REQUESTED);
        }

        @Test
        void asks_for_shipment_once_the_money_is_captured() {
            given(AWAITING_PAYMENT).when(new RecordPaymentCaptured()).then(PAID, SHIPMENT_REQUESTED);
        }

        @Test
        void completes_once_the_parcel_has_left() {
            given(AWAITING_SHIPMENT).when(new RecordShipped("s-1", "SIM-1")).then(SHIPPED, COMPLETED);
        }

        @Test
        void records_each_answer_once() {
            given(AWAITING_PAYMENT).when(new RecordStockReserved()).thenAlreadyDone();
            given(AWAITING_SHIPMENT).when(new RecordStockReserved()).thenAlreadyDone();
            given(AWAITING_SHIPMENT).when(new RecordPaymentCaptured()).thenAlreadyDone();
            given(COMPLETE).when(new RecordStockReserved()).thenAlreadyDone();
            given(COMPLETE).when(new RecordPaymentCaptured()).thenAlreadyDone();
            given(COMPLETE).when(new RecordShipped("s-1", "SIM-1")).thenAlreadyDone();
        }
    }

    @Nested
    class Being_refused {
        @Test
        void rejects_an_order_that_is_out_of_stock_and_names_the_shortages() {
            given(AWAITING_STOCK).when(new RecordStockRefused(SHORTAGES)).then(OUT_OF_STOCK);
        }

        @Test
        void releases_the_stock_when_the_payment_is_declined() {
            given(AWAITING_PAYMENT)
                    .when(new RecordPaymentDeclined("insufficient_funds"))
                    .then(DECLINED, RELEASE_REQUESTED);
        }

        @Test
        void rejects_a_declined_order_once_the_stock_is_released() {
            given(RELEASING_AFTER_DECLINE)
                    .when(new RecordStockReleased())
                    .then(RELEASED, rejected(RejectionReason.PAYMENT_DECLINED));
        }

        @Test
        void gives_the_money_back_first_when_the_shipment_fails() {
            given(AWAITING_SHIPMENT)
                    .when(new RecordShipmentFailed("address unknown"))
                    .then(SHIPMENT_FAILED, REFUND_REQUESTED);
        }

        @Test
        void releases_the_stock_only_after_the_refund() {
            given(AWAITING_REFUND).when(new RecordRefunded()).then(REFUNDED, RELEASE_REQUESTED);
        }

        @Test
        void rejects_an_unshippable_order_once_all_is_undone() {
            given(and(AWAITING_REFUND, REFUNDED, RELEASE_REQUESTED))
                    .when(new RecordStockReleased())
                    .then(RELEASED, rejected(RejectionReason.SHIPMENT_FAILED));
        }

        @Test
        void records_each_answer_once() {
            given(PLACED, OUT_OF_STOCK).when(new RecordStockRefused(SHORTAGES)).thenAlreadyDone();
            given(RELEASING_AFTER_DECLINE)
                    .when(new RecordPaymentDeclined("again"))
                    .thenAlreadyDone();
            given(AWAITING_REFUND).when(new RecordShipmentFailed("again")).thenAlreadyDone();
            given(and(AWAITING_REFUND, REFUNDED, RELEASE_REQUESTED))
                    .when(new RecordRefunded())
                    .thenAlreadyDone();
            given(and(RELEASING_AFTER_DECLINE, RELEASED, rejected(RejectionReason.PAYMENT_DECLINED)))
                    .when(new RecordStockReleased())
                    .thenAlreadyDone();
        }
    }

    @Nested
    class Cancelling {
        @Test
        void asks_for_the_release_at_once_while_the_reservation_is_unanswered() {
            given(AWAITING_STOCK).when(CANCEL).then(CANCELLATION_REQUESTED, RELEASE_REQUESTED);
        }

        @Test
        void needs_nothing_more_when_the_reservation_comes_after_the_release_was_asked_for() {
            given(RELEASING_AFTER_CANCELLATION).when(new RecordStockReserved()).thenAlreadyDone();
            given(RELEASING_AFTER_CANCELLATION)
                    .when(new RecordStockRefused(SHORTAGES))
                    .thenAlreadyDone();
        }

        @Test
        void ends_cancelled_once_the_stock_is_released() {
            given(RELEASING_AFTER_CANCELLATION).when(new RecordStockReleased()).then(RELEASED, CANCELLED);
        }

        @Test
        void knows_a_redelivered_reservation_also_after_the_end() {
            given(and(RELEASING_AFTER_CANCELLATION, RELEASED, CANCELLED))
                    .when(new RecordStockReserved())
                    .thenAlreadyDone();
        }

        @Test
        void waits_for_the_answer_of_a_capture_that_is_under_way() {
            given(AWAITING_PAYMENT).when(CANCEL).then(CANCELLATION_REQUESTED);
        }

        @Test
        void refunds_a_capture_that_came_after_the_cancellation() {
            given(and(AWAITING_PAYMENT, CANCELLATION_REQUESTED))
                    .when(new RecordPaymentCaptured())
                    .then(PAID, REFUND_REQUESTED);
        }

        @Test
        void releases_the_stock_when_the_payment_is_declined_after_the_cancellation() {
            given(and(AWAITING_PAYMENT, CANCELLATION_REQUESTED))
                    .when(new RecordPaymentDeclined("insufficient_funds"))
                    .then(DECLINED, RELEASE_REQUESTED);
            given(and(AWAITING_PAYMENT, CANCELLATION_REQUESTED, DECLINED, RELEASE_REQUESTED))
                    .when(new RecordStockReleased())
                    .then(RELEASED, CANCELLED);
        }

        @Test
        void waits_for_the_answer_of_a_shipment_that_is_under_way() {
            given(AWAITING_SHIPMENT).when(CANCEL).then(CANCELLATION_REQUESTED);
        }

        @Test
        void comes_too_late_for_a_parcel_that_has_left() {
            given(and(AWAITING_SHIPMENT, CANCELLATION_REQUESTED))
                    .when(new RecordShipped("s-1", "SIM-1"))
                    .then(SHIPPED, COMPLETED);
        }

        @Test
        void undoes_everything_in_reverse_where_the_shipment_fails() {
            given(and(AWAITING_SHIPMENT, CANCELLATION_REQUESTED))
                    .and(new RecordShipmentFailed("address unknown"))
                    .and(new RecordRefunded())
                    .when(new RecordStockReleased())
                    .then(RELEASED, CANCELLED);
        }

        @Test
        void is_cancelling_once_however_often_it_is_asked_for() {
            given(RELEASING_AFTER_CANCELLATION).when(CANCEL).thenAlreadyDone();
            given(and(AWAITING_PAYMENT, CANCELLATION_REQUESTED)).when(CANCEL).thenAlreadyDone();
            given(and(AWAITING_SHIPMENT, CANCELLATION_REQUESTED)).when(CANCEL).thenAlreadyDone();
            given(and(RELEASING_AFTER_CANCELLATION, RELEASED, CANCELLED))
                    .when(CANCEL)
                    .thenAlreadyDone();
        }

        @Test
        void changes_nothing_about_an_order_that_is_being_undone_already() {
            given(RELEASING_AFTER_DECLINE).when(CANCEL).thenAlreadyDone();
            given(AWAITING_REFUND).when(CANCEL).thenAlreadyDone();
        }

        @Test
        void is_refused_at_the_end() {
            given(COMPLETE).when(CANCEL).thenRefused(new OrderAlreadyEnded(OrderStatus.COMPLETED));
            given(PLACED, OUT_OF_STOCK).when(CANCEL).thenRefused(new OrderAlreadyEnded(OrderStatus.REJECTED));
        }

        @Test
        void finds_no_order_of_another_customer_and_none_that_was_never_placed() {
            RequestCancellation bob = new RequestCancellation(Requester.customer("bob"), "mine");
            given(AWAITING_STOCK).when(bob).thenRefused(new OrderNotFound());
            given(COMPLETE).when(bob).thenRefused(new OrderNotFound());
            given(NOTHING).when(bob).thenRefused(new OrderNotFound());
        }

        @Test
        void is_open_to_operators() {
            given(AWAITING_STOCK)
                    .when(new RequestCancellation(Requester.operator("olga"), "wrong colour"))
                    .then(new OrderEvent.OrderCancellationRequested(ID, "olga", "wrong colour"), RELEASE_REQUESTED);
        }
    }

    @Nested
    class Running_late {
        @Test
        void asks_again_and_counts() {
            given(AWAITING_STOCK)
                    .when(new PassDeadline(FulfilmentStep.RESERVE_STOCK, 0, false))
                    .then(retried(FulfilmentStep.RESERVE_STOCK, 1));
            given(and(AWAITING_PAYMENT, retried(FulfilmentStep.CAPTURE_PAYMENT, 1)))
                    .when(new PassDeadline(FulfilmentStep.CAPTURE_PAYMENT, 1, false))
                    .then(retried(FulfilmentStep.CAPTURE_PAYMENT, 2));
        }

        @Test
        void passes_a_deadline_once() {
            given(and(AWAITING_STOCK, retried(FulfilmentStep.RESERVE_STOCK, 1)))
                    .when(new PassDeadline(FulfilmentStep.RESERVE_STOCK, 0, false))
                    .thenAlreadyDone();
            given(and(AWAITING_PAYMENT, timedOut(FulfilmentStep.CAPTURE_PAYMENT)))
                    .when(new PassDeadline(FulfilmentStep.CAPTURE_PAYMENT, 0, true))
                    .thenAlreadyDone();
        }

        @Test
        void forgets_the_deadline_of_a_step_that_was_answered() {
            given(AWAITING_PAYMENT)
                    .when(new PassDeadline(FulfilmentStep.RESERVE_STOCK, 0, true))
                    .thenAlreadyDone();
            given(COMPLETE).when(new PassDeadline(FulfilmentStep.SHIP, 0, true)).thenAlreadyDone();
        }

        @Test
        void gives_up_a_reservation_and_asks_for_the_release() {
            given(AWAITING_STOCK)
                    .when(new PassDeadline(FulfilmentStep.RESERVE_STOCK, 0, true))
                    .then(timedOut(FulfilmentStep.RESERVE_STOCK), RELEASE_REQUESTED);
            given(AWAITING_STOCK)
                    .and(new PassDeadline(FulfilmentStep.RESERVE_STOCK, 0, true))
                    .when(new RecordStockReleased())
                    .then(RELEASED, rejected(RejectionReason.TIMED_OUT));
        }

        @Test
        void never_undoes_a_capture_whose_answer_is_unknown() {
            given(AWAITING_PAYMENT)
                    .when(new PassDeadline(FulfilmentStep.CAPTURE_PAYMENT, 0, true))
                    .then(timedOut(FulfilmentStep.CAPTURE_PAYMENT));
        }

        @Test
        void never_undoes_a_shipment_that_may_have_left() {
            given(AWAITING_SHIPMENT)
                    .when(new PassDeadline(FulfilmentStep.SHIP, 0, true))
                    .then(timedOut(FulfilmentStep.SHIP));
        }

        @Test
        void welcomes_an_answer_after_the_step_was_given_up() {
            given(and(AWAITING_PAYMENT, timedOut(FulfilmentStep.CAPTURE_PAYMENT)))
                    .when(new RecordPaymentCaptured())
                    .then(PAID, SHIPMENT_REQUESTED);
            given(and(AWAITING_REFUND, timedOut(FulfilmentStep.REFUND)))
                    .when(new RecordRefunded())
                    .then(REFUNDED, RELEASE_REQUESTED);
            given(and(RELEASING_AFTER_DECLINE, timedOut(FulfilmentStep.RELEASE_STOCK)))
                    .when(new RecordStockReleased())
                    .then(RELEASED, rejected(RejectionReason.PAYMENT_DECLINED));
        }

        @Test
        void keeps_the_wish_to_cancel_over_repeats() {
            given(and(AWAITING_PAYMENT, CANCELLATION_REQUESTED, retried(FulfilmentStep.CAPTURE_PAYMENT, 1)))
                    .when(new RecordPaymentCaptured())
                    .then(PAID, REFUND_REQUESTED);
        }
    }

    @Nested
    class Answers_that_cannot_be {
        @Test
        void are_refused_and_not_recorded() {
            given(AWAITING_STOCK)
                    .when(new RecordPaymentCaptured())
                    .thenRefused(new ContradictsHistory("payment captured", OrderStatus.PLACED));
            given(RELEASING_AFTER_DECLINE)
                    .when(new RecordPaymentCaptured())
                    .thenRefused(new ContradictsHistory("payment captured", OrderStatus.COMPENSATING));
            given(AWAITING_SHIPMENT)
                    .when(new RecordPaymentDeclined("late"))
                    .thenRefused(new ContradictsHistory("payment declined", OrderStatus.PAID));
            given(AWAITING_PAYMENT)
                    .when(new RecordStockRefused(SHORTAGES))
                    .thenRefused(new ContradictsHistory("stock refused", OrderStatus.RESERVED));
            given(PLACED, OUT_OF_STOCK)
                    .when(new RecordStockReserved())
                    .thenRefused(new ContradictsHistory("stock reserved", OrderStatus.REJECTED));
            given(AWAITING_PAYMENT)
                    .when(new RecordShipped("s-1", "SIM-1"))
                    .thenRefused(new ContradictsHistory("shipped", OrderStatus.RESERVED));
            given(COMPLETE)
                    .when(new RecordShipmentFailed("late"))
                    .thenRefused(new ContradictsHistory("shipment failed", OrderStatus.COMPLETED));
            given(COMPLETE)
                    .when(new RecordRefunded())
                    .thenRefused(new ContradictsHistory("refunded", OrderStatus.COMPLETED));
            given(AWAITING_PAYMENT)
                    .when(new RecordStockReleased())
                    .thenRefused(new ContradictsHistory("stock released", OrderStatus.RESERVED));
        }

        @Test
        void about_no_order_find_none() {
            given(NOTHING).when(new RecordStockReserved()).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordStockRefused(SHORTAGES)).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordPaymentCaptured()).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordPaymentDeclined("no")).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordShipped("s", "t")).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordShipmentFailed("no")).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordRefunded()).thenRefused(new OrderNotFound());
            given(NOTHING).when(new RecordStockReleased()).thenRefused(new OrderNotFound());
            given(NOTHING).when(new PassDeadline(FulfilmentStep.SHIP, 0, false)).thenRefused(new OrderNotFound());
        }
    }

    @Nested
    class A_broken_journal {
        @Test
        void is_not_folded_and_says_what_does_not_fit_without_personal_data() {
            assertThatThrownBy(() -> given(PLACED, PAID).state())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("OrderPaid of order " + ID + " cannot follow on AwaitingStock");
            assertThatThrownBy(() -> given(PLACED, PLACED).state()).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> given(COMPLETE, CANCELLATION_REQUESTED).state())
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void that_ends_inside_a_commit_is_not_decided_on() {
            assertThatThrownBy(() -> given(PLACED, RESERVED).when(CANCEL))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("middle of a commit");
        }
    }

    @Test
    void shows_the_status_of_every_stage() {
        assertThat(status(AWAITING_STOCK)).isEqualTo(OrderStatus.PLACED);
        assertThat(status(AWAITING_PAYMENT)).isEqualTo(OrderStatus.RESERVED);
        assertThat(status(AWAITING_SHIPMENT)).isEqualTo(OrderStatus.PAID);
        assertThat(status(COMPLETE)).isEqualTo(OrderStatus.COMPLETED);
        assertThat(status(AWAITING_REFUND)).isEqualTo(OrderStatus.COMPENSATING);
        assertThat(status(RELEASING_AFTER_DECLINE)).isEqualTo(OrderStatus.COMPENSATING);
        assertThat(status(RELEASING_AFTER_CANCELLATION)).isEqualTo(OrderStatus.CANCELLING);
        assertThat(status(and(AWAITING_PAYMENT, CANCELLATION_REQUESTED))).isEqualTo(OrderStatus.CANCELLING);
        assertThat(status(and(AWAITING_SHIPMENT, CANCELLATION_REQUESTED))).isEqualTo(OrderStatus.CANCELLING);
        assertThat(status(PLACED, OUT_OF_STOCK)).isEqualTo(OrderStatus.REJECTED);
        assertThat(status(and(RELEASING_AFTER_CANCELLATION, RELEASED, CANCELLED)))
                .isEqualTo(OrderStatus.CANCELLED);
    }

    private static OrderStatus status(OrderEvent... history) {
        return ((Order.Placed) given(history).state()).status();
    }

    private static DeciderSpecification<OrderCommand, Order, OrderEvent, OrderRefusal> given(OrderEvent... history) {
        return DeciderSpecification.given(new OrderDecider(), history);
    }

    private static DeciderSpecification<OrderCommand, Order, OrderEvent, OrderRefusal> given(
            OrderEvent[] history, OrderEvent next) {
        return given(and(history, next));
    }
}
