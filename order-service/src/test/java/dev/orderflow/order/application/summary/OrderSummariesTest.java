package dev.orderflow.order.application.summary;

import static dev.orderflow.order.domain.OrderExamples.PLACED_AT;
import static dev.orderflow.order.domain.OrderExamples.TOTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.InvalidCursorException;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.summary.OrderSummaries.Filter;
import dev.orderflow.order.application.summary.StepProgress.State;
import dev.orderflow.order.domain.OrderIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderSummariesTest {
    private static final Filter EVERYTHING = new Filter(null, null, null, null);

    private final InMemoryViewStore store = new InMemoryViewStore();
    private final Views<OrderSummary> views = store.create(OrderSummaries.VIEW);
    private final OrderSummaries summaries = new OrderSummaries(views, store.create(OrderSummaries.CONTENT_VIEW));
    private final List<OrderSummary> all = new ArrayList<>();

    @Test
    void lists_newest_first_page_by_page_without_gaps_and_repeats() {
        fill(50);

        check(EVERYTHING, order -> true);
        check(new Filter("c-1", null, null, null), order -> order.customerId().equals("c-1"));
        check(new Filter(null, OrderStatus.COMPLETED, null, null), order -> order.status() == OrderStatus.COMPLETED);
        check(
                new Filter("c-1", OrderStatus.COMPLETED, null, null),
                order -> order.customerId().equals("c-1") && order.status() == OrderStatus.COMPLETED);
    }

    @Test
    void takes_from_inclusive_and_to_exclusive() {
        fill(50);
        Instant from = PLACED_AT.plusSeconds(3);
        Instant to = PLACED_AT.plusSeconds(9);
        Predicate<OrderSummary> within =
                order -> !order.placedAt().isBefore(from) && order.placedAt().isBefore(to);

        check(new Filter(null, null, from, to), within);
        check(
                new Filter("c-1", null, from, to),
                within.and(order -> order.customerId().equals("c-1")));
        check(
                new Filter(null, OrderStatus.PLACED, from, null),
                order -> !order.placedAt().isBefore(from) && order.status() == OrderStatus.PLACED);
    }

    @Test
    void refuses_a_cursor_of_another_list() {
        fill(50);
        String cursor =
                summaries.list(new Filter("c-1", null, null, null), 2, null).next();

        assertThat(cursor).isNotNull();
        assertThatThrownBy(() -> summaries.list(new Filter("c-2", null, null, null), 2, cursor))
                .isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> summaries.list(EVERYTHING, 2, cursor)).isInstanceOf(InvalidCursorException.class);
        assertThatThrownBy(() -> summaries.list(EVERYTHING, 2, "forged")).isInstanceOf(InvalidCursorException.class);
    }

    @Test
    void looks_at_a_bounded_number_of_a_customers_orders_and_leads_on() {
        for (int i = 0; i < 1_100; i++) {
            add("one", i, i == 0 ? OrderStatus.CANCELLED : OrderStatus.COMPLETED);
        }
        Filter cancelled = new Filter("one", OrderStatus.CANCELLED, null, null);

        Page<View<OrderSummary>> first = summaries.list(cancelled, 20, null);
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isNotNull();
        Page<View<OrderSummary>> second = summaries.list(cancelled, 20, first.next());
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
    }

    @Test
    void holds_an_order_as_due_exactly_while_a_deadline_is_set() {
        add("c", 1, OrderStatus.PLACED, pending(PLACED_AT.plusSeconds(60)));
        add("c", 2, OrderStatus.RESERVED, pending(null));
        add("c", 3, OrderStatus.COMPLETED);

        List<String> due = OrderSummaries.DUE_PARTITIONS.stream()
                .flatMap(partition -> views.query(Query.all(OrderSummaries.DUE, partition, 10)).items().stream())
                .map(View::id)
                .toList();

        assertThat(due).containsExactly(OrderIds.orderId("c", "1"));
    }

    private void fill(int orders) {
        for (int i = 0; i < orders; i++) {
            // Some are placed at the very same time.
            add("c-" + i % 3, i / 4 * 4, i, i % 5 == 0 ? OrderStatus.PLACED : OrderStatus.COMPLETED);
        }
    }

    private void check(Filter filter, Predicate<OrderSummary> belongs) {
        List<String> expected = all.stream()
                .filter(belongs)
                .sorted(Comparator.comparing(OrderSummary::placedAt)
                        .thenComparing(OrderSummary::orderId)
                        .reversed())
                .map(OrderSummary::orderId)
                .toList();
        assertThat(expected).isNotEmpty();
        for (int limit : new int[] {1, 2, 3, 7, expected.size(), 100}) {
            List<String> listed = new ArrayList<>();
            String cursor = null;
            do {
                Page<View<OrderSummary>> page = summaries.list(filter, limit, cursor);
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                page.items().forEach(view -> listed.add(view.id()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(listed).as("in pages of %s", limit).isEqualTo(expected);
        }
    }

    private void add(String customer, int number, OrderStatus status, StepProgress... steps) {
        add(customer, number, number, status, steps);
    }

    private void add(String customer, int second, int number, OrderStatus status, StepProgress... steps) {
        String id = OrderIds.orderId(customer, Integer.toString(number));
        OrderSummary order = new OrderSummary(
                id,
                customer,
                status,
                PLACED_AT.plusSeconds(second),
                PLACED_AT,
                1,
                TOTAL,
                null,
                null,
                null,
                null,
                null,
                List.of(steps),
                List.of());
        all.add(order);
        views.save(new View<>(id, 1, order), 0);
    }

    private static StepProgress pending(@Nullable Instant deadline) {
        return new StepProgress(
                FulfilmentStep.RESERVE_STOCK, State.PENDING, 1, PLACED_AT, null, deadline, false, null, null);
    }
}
