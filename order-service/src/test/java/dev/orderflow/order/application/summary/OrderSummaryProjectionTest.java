package dev.orderflow.order.application.summary;

import static dev.orderflow.order.domain.OrderExamples.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.application.summary.OrderSummary.Cancellation;
import dev.orderflow.order.application.summary.OrderSummary.Rejection;
import dev.orderflow.order.application.summary.OrderSummary.Shipment;
import dev.orderflow.order.application.summary.StepProgress.State;
import dev.orderflow.order.domain.FulfilmentModel;
import dev.orderflow.order.domain.FulfilmentModel.Scenario;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OrderSummaryProjectionTest {
    private static final StreamId STREAM = OrderIds.stream(ID);

    @Test
    void shows_a_placed_order_and_what_it_waits_for() {
        Store store = new Store();
        store.project(OrderCommits.of(STREAM, List.of(PLACED)));

        OrderSummary order = store.summary();
        assertThat(order)
                .isEqualTo(new OrderSummary(
                        ID,
                        ADA,
                        OrderStatus.PLACED,
                        PLACED_AT,
                        second(0),
                        2,
                        TOTAL,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new StepProgress(
                                FulfilmentStep.RESERVE_STOCK,
                                State.PENDING,
                                1,
                                second(0),
                                null,
                                second(60),
                                false,
                                null,
                                null)),
                        List.of()));
        assertThat(store.contents.find(ID)).contains(new View<>(ID, 1, new OrderContent(ID, LINES, CONTACT, ADDRESS)));
    }

    @Test
    void follows_an_order_to_its_completion() {
        Store store = new Store();
        store.project(OrderCommits.of(
                STREAM,
                List.of(PLACED),
                List.of(RESERVED, PAYMENT_REQUESTED),
                List.of(PAID, SHIPMENT_REQUESTED),
                List.of(SHIPPED, COMPLETED)));

        OrderSummary order = store.summary();
        assertThat(store.view().version()).isEqualTo(7);
        assertThat(order.status()).isEqualTo(OrderStatus.COMPLETED);
        assertThat(order.updatedAt()).isEqualTo(second(3));
        assertThat(order.paymentId()).isEqualTo(PAYMENT);
        assertThat(order.shipment()).isEqualTo(new Shipment("s-1", "SIM-1"));
        assertThat(order.pending()).isNull();
        assertThat(order.steps())
                .extracting(
                        StepProgress::step, StepProgress::state, StepProgress::requestedAt, StepProgress::answeredAt)
                .containsExactly(
                        tuple(FulfilmentStep.RESERVE_STOCK, State.DONE, second(0), second(1)),
                        tuple(FulfilmentStep.CAPTURE_PAYMENT, State.DONE, second(1), second(2)),
                        tuple(FulfilmentStep.SHIP, State.DONE, second(2), second(3)));
    }

    @Test
    void says_why_an_order_was_rejected() {
        Store outOfStock = new Store();
        outOfStock.project(OrderCommits.of(STREAM, List.of(PLACED), List.of(OUT_OF_STOCK)));
        assertThat(outOfStock.summary().rejection()).isEqualTo(new Rejection(RejectionReason.OUT_OF_STOCK, SHORTAGES));
        assertThat(outOfStock.summary().steps())
                .extracting(StepProgress::state, StepProgress::detail)
                .containsExactly(tuple(State.FAILED, "out of stock"));

        Store declined = new Store();
        declined.project(OrderCommits.of(
                STREAM, List.of(PLACED), List.of(RESERVED, PAYMENT_REQUESTED), List.of(DECLINED, RELEASE_REQUESTED)));
        assertThat(declined.summary().status()).isEqualTo(OrderStatus.COMPENSATING);
        assertThat(declined.summary().declineReason()).isEqualTo("insufficient_funds");
        assertThat(declined.summary().steps())
                .extracting(StepProgress::step, StepProgress::state, StepProgress::detail)
                .containsExactly(
                        tuple(FulfilmentStep.RESERVE_STOCK, State.DONE, null),
                        tuple(FulfilmentStep.CAPTURE_PAYMENT, State.FAILED, "insufficient_funds"),
                        tuple(FulfilmentStep.RELEASE_STOCK, State.PENDING, null));
    }

    @Test
    void shows_who_wanted_out_and_that_the_reservation_is_no_longer_waited_for() {
        Store store = new Store();
        store.project(OrderCommits.of(STREAM, List.of(PLACED), List.of(CANCELLATION_REQUESTED, RELEASE_REQUESTED)));

        assertThat(store.summary().status()).isEqualTo(OrderStatus.CANCELLING);
        assertThat(store.summary().cancellation()).isEqualTo(new Cancellation(ADA, "wrong colour"));
        assertThat(store.summary().pending().step()).isEqualTo(FulfilmentStep.RELEASE_STOCK);
        assertThat(store.summary().steps().getFirst().state()).isEqualTo(State.FAILED);
    }

    @Test
    void counts_attempts_and_shows_a_step_that_was_given_up() {
        Store store = new Store();
        store.project(OrderCommits.of(
                STREAM,
                List.of(PLACED),
                List.of(RESERVED, PAYMENT_REQUESTED),
                List.of(retried(FulfilmentStep.CAPTURE_PAYMENT, 1)),
                List.of(retried(FulfilmentStep.CAPTURE_PAYMENT, 2))));

        assertThat(store.summary().pending())
                .isEqualTo(new StepProgress(
                        FulfilmentStep.CAPTURE_PAYMENT,
                        State.PENDING,
                        3,
                        second(1),
                        null,
                        second(63),
                        true,
                        null,
                        null));

        store.project(
                List.of(OrderCommits.commit(STREAM, 6, second(70), List.of(timedOut(FulfilmentStep.CAPTURE_PAYMENT)))));

        assertThat(store.summary().pending().deadline()).isNull();
        assertThat(store.summary().pending().givenUpAt()).isEqualTo(second(70));
        assertThat(store.summary().status()).isEqualTo(OrderStatus.RESERVED);
    }

    @Test
    void shows_an_order_from_long_ago_with_deadlines_of_today() {
        Store store = new Store();
        Instant today = PLACED_AT.plus(Duration.ofDays(5_000));
        store.project(List.of(OrderCommits.commit(STREAM, 1, today, List.of(PLACED))));

        assertThat(store.summary().placedAt()).isEqualTo(PLACED_AT);
        assertThat(store.summary().pending().deadline()).isEqualTo(today.plusSeconds(60));
    }

    @Test
    void passes_over_what_a_newer_build_records_and_refuses_what_cannot_be() {
        Store store = new Store();
        DomainEvent unknown = new UnknownEvent("order.gift-wrapped.v1", "{}");
        store.project(OrderCommits.of(STREAM, List.of(PLACED), List.of(unknown, RESERVED, PAYMENT_REQUESTED)));
        assertThat(store.view().version()).isEqualTo(4);
        assertThat(store.summary().status()).isEqualTo(OrderStatus.RESERVED);

        assertThatThrownBy(() -> new Store().project(OrderCommits.of(STREAM, List.of(RESERVED))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return FulfilmentModel.scenarios();
    }

    @Property(tries = 500)
    void agrees_with_the_order_itself_however_often_and_in_whichever_batches_commits_come(
            @ForAll("scenarios") Scenario scenario) {
        FulfilmentModel model = new FulfilmentModel(scenario);
        scenario.steps().forEach(model::take);
        List<Commit> commits = OrderCommits.of(STREAM, model.commits);

        Store live = new Store();
        commits.forEach(commit -> {
            live.project(List.of(commit));
            live.project(List.of(commit));
        });
        live.project(commits);
        Store rebuilt = new Store();
        rebuilt.project(commits);

        assertThat(live.view()).isEqualTo(rebuilt.view());
        assertThat(live.contents.find(ID)).isEqualTo(rebuilt.contents.find(ID));
        Order.Placed order = (Order.Placed) model.order;
        assertThat(live.summary().status()).isEqualTo(order.status());
        StepProgress pending = live.summary().pending();
        if (order instanceof Order.Waiting waiting) {
            assertThat(pending.step()).isEqualTo(waiting.step());
            assertThat(pending.attempts()).isEqualTo(waiting.asked().attempt() + 1);
            assertThat(pending.givenUpAt() != null).isEqualTo(waiting.asked().givenUp());
            assertThat(pending.deadline() == null).isEqualTo(waiting.asked().givenUp());
        } else {
            assertThat(pending).isNull();
        }
    }

    @Test
    void rejects_with_the_reason_once_all_is_undone() {
        Store store = new Store();
        store.project(OrderCommits.of(
                STREAM,
                List.of(PLACED),
                List.of(timedOut(FulfilmentStep.RESERVE_STOCK), RELEASE_REQUESTED),
                List.of(RELEASED, new OrderRejected(ID, RejectionReason.TIMED_OUT, List.of()))));

        assertThat(store.summary().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(store.summary().steps())
                .extracting(StepProgress::state, StepProgress::detail)
                .containsExactly(tuple(State.FAILED, "no answer in time"), tuple(State.DONE, null));
    }

    private static Instant second(int seconds) {
        return PLACED_AT.plusSeconds(seconds);
    }

    private static final class Store {
        private final InMemoryViewStore store = new InMemoryViewStore();
        private final Views<OrderSummary> summaries = store.create(OrderSummaries.VIEW);
        private final Views<OrderContent> contents = store.create(OrderSummaries.CONTENT_VIEW);
        private final OrderSummaryProjection projection =
                new OrderSummaryProjection(summaries, contents, new OrderProgress(OrderWorld.DEADLINES));

        void project(List<Commit> commits) {
            projection.apply(STREAM, commits);
        }

        View<OrderSummary> view() {
            return summaries.find(ID).orElseThrow();
        }

        OrderSummary summary() {
            return view().value();
        }
    }
}
