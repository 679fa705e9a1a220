package dev.orderflow.notification.application.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderFactsProjectionTest {
    private static final StreamId ORDER = new StreamId("order", "o1");
    private static final Money PRICE = new Money(100, "GBP");
    private static final DomainEvent UNKNOWN = new UnknownEvent("order.gift-wrapped.v1", "{}");

    private final Views<OrderFacts> views = new InMemoryViewStore().create(OrderFactsProjection.DEFINITION);
    private final OrderFactsProjection projection = new OrderFactsProjection(views);

    @Test
    void gathers_what_a_letter_needs_and_counts_each_event_once() {
        List<Commit> commits = List.of(
                commit(1, placed(2)),
                commit(2, new OrderPaid("o1", "p1"), UNKNOWN),
                commit(4, new OrderShipped("o1", "s1", "TRACK-1")));
        projection.apply(ORDER, commits);
        projection.apply(ORDER, commits);

        OrderFacts facts = facts();
        assertThat(facts.paid()).isTrue();
        assertThat(facts.refunded()).isFalse();
        assertThat(facts.trackingNumber()).isEqualTo("TRACK-1");
        assertThat(facts.lines()).hasSize(2);
    }

    @Test
    void keeps_no_more_lines_and_shortages_than_a_letter_shows() {
        List<Shortage> shortages = IntStream.range(0, 1_200)
                .mapToObj(i -> new Shortage("sku-" + i, 1, 0))
                .toList();
        projection.apply(
                ORDER,
                List.of(
                        commit(1, placed(1_200)),
                        commit(2, new OrderRejected("o1", RejectionReason.OUT_OF_STOCK, shortages))));

        assertThat(facts().lines()).hasSize(OrderFacts.MOST_LINES);
        assertThat(facts().lineCount()).isEqualTo(1_200);
        assertThat(facts().shortages()).hasSize(OrderFacts.MOST_LINES);
    }

    @Test
    void passes_over_a_beginning_that_only_a_newer_build_knows_and_over_nothing_else() {
        projection.apply(ORDER, List.of(commit(1, UNKNOWN)));
        assertThat(views.find("o1")).isEmpty();

        assertThatThrownBy(() -> projection.apply(ORDER, List.of(commit(2, new OrderPaid("o1", "p1")))))
                .hasMessageContaining("An order began with");
    }

    private OrderFacts facts() {
        return views.find("o1").orElseThrow().value();
    }

    private static OrderPlaced placed(int lines) {
        return new OrderPlaced(
                "o1",
                "ada",
                "key",
                "digest",
                Instant.EPOCH,
                IntStream.range(0, lines)
                        .mapToObj(i -> new OrderLine("sku-" + i, "A thing", 1, PRICE))
                        .toList(),
                new Money(100L * lines, "GBP"),
                "tok_approve",
                null,
                null);
    }

    private static Commit commit(long firstVersion, DomainEvent... events) {
        return new Commit(
                ORDER,
                firstVersion,
                List.of(events),
                new CommitMetadata("c-" + firstVersion, Instant.EPOCH, "orders-0", "r-1", "r-1", null));
    }
}
