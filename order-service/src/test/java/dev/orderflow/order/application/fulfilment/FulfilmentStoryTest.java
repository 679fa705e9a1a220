package dev.orderflow.order.application.fulfilment;

import static dev.orderflow.order.domain.OrderExamples.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.application.cancelling.CancelOrderHandler;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.Requester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stories of orders, told through what the stream brings. */
class FulfilmentStoryTest {
    private final OrderWorld world = new OrderWorld().withCatalogue();
    private final StreamId warehouse = new StreamId("warehouse", "main");
    private final StreamId payment = new StreamId("payment", ID);
    private int told;

    @BeforeEach
    void ada_orders() {
        world.placeOrder.place(OrderWorld.request(), OrderWorld.CAUSE);
    }

    @Test
    void is_placed_reserved_paid_and_shipped() {
        inventorySays(new StockReserved(ID, List.of()));
        assertThat(status()).isEqualTo(OrderStatus.RESERVED);

        paymentSays(new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL));
        assertThat(status()).isEqualTo(OrderStatus.PAID);

        inventorySays(new ShipmentDispatched(ID, "s-1", "SIM-1", List.of()));
        assertThat(history())
                .containsExactly(RESERVED, PAYMENT_REQUESTED, PAID, SHIPMENT_REQUESTED, SHIPPED, COMPLETED);
    }

    @Test
    void is_rejected_where_a_line_is_out_of_stock() {
        inventorySays(new StockReservationRefused(ID, SHORTAGES));
        assertThat(history()).containsExactly(OUT_OF_STOCK);
    }

    @Test
    void gives_the_stock_back_where_the_card_is_declined() {
        inventorySays(new StockReserved(ID, List.of()));
        paymentSays(new PaymentDeclined(ID, PAYMENT, "insufficient_funds"));
        inventorySays(new StockReleased(ID, List.of()));

        assertThat(history())
                .containsExactly(
                        RESERVED,
                        PAYMENT_REQUESTED,
                        DECLINED,
                        RELEASE_REQUESTED,
                        RELEASED,
                        rejected(RejectionReason.PAYMENT_DECLINED));
    }

    @Test
    void gives_the_money_and_then_the_stock_back_where_the_shipment_fails() {
        inventorySays(new StockReserved(ID, List.of()));
        paymentSays(new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL));
        inventorySays(new ShipmentFailed(ID, "s-1", "address unknown"));
        paymentSays(new PaymentRefunded(ID, "r-1", ADA, TOTAL, "order"));
        inventorySays(new StockReleased(ID, List.of()));

        assertThat(history().subList(4, 10))
                .containsExactly(
                        SHIPMENT_FAILED,
                        REFUND_REQUESTED,
                        REFUNDED,
                        RELEASE_REQUESTED,
                        RELEASED,
                        rejected(RejectionReason.SHIPMENT_FAILED));
    }

    @Test
    void waits_while_the_outcome_of_the_capture_is_unknown() {
        inventorySays(new StockReserved(ID, List.of()));
        paymentSays(new CaptureOutcomeUnknown(ID, PAYMENT, "time-out"));
        paymentSays(new CaptureNotFoundAtGateway(ID, PAYMENT));
        assertThat(status()).isEqualTo(OrderStatus.RESERVED);

        paymentSays(new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL));
        assertThat(status()).isEqualTo(OrderStatus.PAID);
    }

    @Test
    void is_cancelled_during_the_capture_and_refunded_when_that_succeeds() {
        inventorySays(new StockReserved(ID, List.of()));
        cancel();
        assertThat(status()).isEqualTo(OrderStatus.CANCELLING);

        paymentSays(new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL));
        paymentSays(new RefundNotNeeded(ID, PAYMENT));
        inventorySays(new StockReleased(ID, List.of()));

        assertThat(history())
                .containsExactly(
                        RESERVED,
                        PAYMENT_REQUESTED,
                        CANCELLATION_REQUESTED,
                        PAID,
                        REFUND_REQUESTED,
                        REFUNDED,
                        RELEASE_REQUESTED,
                        RELEASED,
                        CANCELLED);
    }

    @Test
    void hears_every_answer_twice_and_counts_it_once() {
        for (DomainEvent said : List.of(
                new StockReserved(ID, List.of()),
                new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL),
                new ShipmentDispatched(ID, "s-1", "SIM-1", List.of()))) {
            say(said);
            say(said);
        }

        assertThat(history())
                .containsExactly(RESERVED, PAYMENT_REQUESTED, PAID, SHIPMENT_REQUESTED, SHIPPED, COMPLETED);
    }

    @Test
    void takes_no_notice_of_an_operators_goodwill_refund() {
        inventorySays(new StockReserved(ID, List.of()));
        paymentSays(new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL));
        inventorySays(new ShipmentFailed(ID, "s-1", "address unknown"));

        paymentSays(new PaymentRefunded(ID, "r-0", ADA, TOTAL, "olga"));

        assertThat(history()).endsWith(SHIPMENT_FAILED, REFUND_REQUESTED);
    }

    @Test
    void passes_over_what_is_no_answer_and_what_cannot_be_true_without_holding_up_others() {
        say(new StockAdjusted("a-1", "71053", 1, "found"));
        say(new UnknownEvent("warehouse.robot-moved.v1", "{}"));
        say(new StockReserved("no order at all", List.of()));
        say(new StockReserved(OrderIds.orderId("nobody", "k"), List.of()));
        say(new ShipmentDispatched(ID, "s-1", "SIM-1", List.of()));
        assertThat(history()).isEmpty();

        inventorySays(new StockReserved(ID, List.of()));
        assertThat(history()).containsExactly(RESERVED, PAYMENT_REQUESTED);
    }

    @Test
    void moves_all_orders_on_that_one_commit_of_the_warehouse_answers() {
        List<DomainEvent> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            PlaceOrderRequest request = OrderWorld.request();
            PlaceOrderRequest another =
                    new PlaceOrderRequest("customer-" + i, KEY, request.lines(), CARD, CONTACT, ADDRESS, null);
            world.placeOrder.place(another, OrderWorld.CAUSE);
            answers.add(new StockReserved(OrderIds.orderId("customer-" + i, KEY), List.of()));
        }

        world.whenStockAnswered.apply(warehouse, List.of(OrderCommits.commit(warehouse, 1, world.now(), answers)));

        assertThat(IntStream.range(0, 100).mapToObj(i -> world.history(OrderIds.orderId("customer-" + i, KEY))))
                .allSatisfy(events -> assertThat(events).hasSize(3));
    }

    @Test
    void keeps_the_orders_id_as_correlation_and_the_participants_commit_as_cause() {
        inventorySays(new StockReserved(ID, List.of()));

        Commit commit = world.journal.load(OrderIds.stream(ID)).getLast().commit();
        assertThat(commit.metadata().correlationId()).isEqualTo(ID);
        assertThat(commit.metadata().causationId()).isEqualTo("warehouse-main@1");
        assertThat(world.journal.load(OrderIds.stream(ID)).getFirst().commit().metadata())
                .satisfies(placed -> assertThat(placed.correlationId()).isEqualTo(ID))
                .satisfies(placed -> assertThat(placed.causationId()).isEqualTo("r-1"));
    }

    @Test
    void asks_again_when_an_answer_is_late_and_gives_up_in_the_end() {
        for (int attempt = 1; attempt <= 2; attempt++) {
            world.pass(Duration.ofSeconds(59));
            world.showDue();
            assertThat(history()).hasSize(attempt - 1);
            world.pass(Duration.ofSeconds(2));
            world.showDue();
            world.showDue();
            assertThat(history()).hasSize(attempt).endsWith(retried(FulfilmentStep.RESERVE_STOCK, attempt));
        }
        world.pass(Duration.ofSeconds(61));
        world.showDue();
        assertThat(history()).endsWith(timedOut(FulfilmentStep.RESERVE_STOCK), RELEASE_REQUESTED);

        inventorySays(new StockReleased(ID, List.of()));
        assertThat(history()).endsWith(RELEASED, rejected(RejectionReason.TIMED_OUT));
    }

    @Test
    void never_gives_up_a_capture_but_stays_open_to_its_answer() {
        inventorySays(new StockReserved(ID, List.of()));
        for (int i = 0; i < 5; i++) {
            world.pass(Duration.ofMinutes(2));
            world.showDue();
        }
        assertThat(history()).endsWith(timedOut(FulfilmentStep.CAPTURE_PAYMENT)).hasSize(5);

        paymentSays(new PaymentCaptured(ID, PAYMENT, ADA, "ch-1", TOTAL));
        assertThat(history()).endsWith(PAID, SHIPMENT_REQUESTED);
    }

    @Test
    void one_broken_journal_holds_up_no_other_order() {
        String broken = OrderIds.orderId("broken", KEY);
        world.breakJournal(broken);

        say(new StockReserved(broken, List.of()), new StockReserved(ID, List.of()));

        assertThat(history()).containsExactly(RESERVED, PAYMENT_REQUESTED);
        assertThat(world.setAside.of(broken)).singleElement().satisfies(answer -> {
            assertThat(answer.reason()).contains("Cannot fold order-" + broken + "@1");
            assertThat(answer.source()).contains("warehouse.stock-reserved.v1");
        });
        assertThat(world.setAside.of(ID)).isEmpty();
    }

    @Test
    void an_answer_set_aside_is_recorded_once_the_journal_is_mended() {
        String broken = OrderIds.orderId("broken", KEY);
        world.breakJournal(broken);
        say(new StockReserved(broken, List.of()));
        world.pass(Duration.ofSeconds(61));
        world.showSetAside();
        assertThat(world.setAside.of(broken)).hasSize(1);

        world.mendJournal(broken);
        world.showSetAside();
        assertThat(world.setAside.of(broken)).hasSize(1);
        world.pass(Duration.ofSeconds(61));
        world.showSetAside();

        assertThat(world.setAside.of(broken)).isEmpty();
        assertThat(world.history(broken)).hasSize(3);
    }

    @Test
    void an_outage_is_passed_on_to_the_runtime_so_that_nothing_is_lost() {
        world.journalIsDown = true;
        assertThatThrownBy(() -> say(
                        new StockReserved(ID, List.of()), new StockReserved(OrderIds.orderId("other", KEY), List.of())))
                .isInstanceOf(OrderWorld.Outage.class);

        world.journalIsDown = false;
        say(new StockReserved(ID, List.of()));
        assertThat(history()).containsExactly(RESERVED, PAYMENT_REQUESTED);
    }

    private void inventorySays(DomainEvent event) {
        say(event);
    }

    private void paymentSays(DomainEvent event) {
        world.whenPaymentAnswered.apply(
                payment, List.of(OrderCommits.commit(payment, ++told, world.now(), List.of(event))));
    }

    private void say(DomainEvent... events) {
        if (events[0] instanceof dev.orderflow.events.PaymentEvent) {
            paymentSays(events[0]);
            return;
        }
        world.whenStockAnswered.apply(
                warehouse, List.of(OrderCommits.commit(warehouse, ++told, world.now(), List.of(events))));
        told += events.length - 1;
    }

    private void cancel() {
        new CancelOrderHandler(world.orders)
                .cancel(ID, Requester.customer(ADA), "wrong colour", OptionalLong.empty(), OrderWorld.CAUSE);
    }

    /** What happened to Ada's order after it was placed. */
    private List<OrderEvent> history() {
        return world.history(ID).stream().skip(1).toList();
    }

    private OrderStatus status() {
        return ((Order.Placed) world.orders.load(OrderIds.stream(ID)).state()).status();
    }
}
