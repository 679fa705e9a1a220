package dev.orderflow.payment.application.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.payment.application.Patience;
import dev.orderflow.payment.application.balances.CustomerBalance;
import dev.orderflow.payment.application.balances.CustomerBalance.Totals;
import dev.orderflow.payment.application.balances.CustomerBalances;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentProjectionTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final InMemoryViewStore store = new InMemoryViewStore();
    private final Views<PaymentSummary> summaries = store.create(PaymentSummaries.DEFINITION);
    private final Views<CustomerBalance> balances = store.create(CustomerBalances.DEFINITION);

    @Test
    void each_movement_of_money_counts_once_although_two_workers_remember_different_balances() {
        PaymentProjection one = projection();
        PaymentProjection other = projection();
        one.apply(stream("a"), List.of(intended("a"), captured("a", 100)));
        other.apply(stream("b"), List.of(intended("b"), captured("b", 20)));
        one.apply(stream("c"), List.of(intended("c")));
        // The one remembers the balance before b; the other has seen nothing of c.
        one.apply(stream("c"), List.of(captured("c", 3)));
        assertThat(balance()).isEqualTo(123);

        other.apply(stream("c"), List.of(intended("c")));
        other.apply(stream("c"), List.of(captured("c", 3)));
        one.apply(stream("b"), List.of(intended("b"), captured("b", 20)));
        assertThat(balance()).isEqualTo(123);

        other.apply(stream("d"), List.of(intended("d"), captured("d", 4_000)));
        assertThat(balance()).isEqualTo(4_123);
        assertThat(summaries.findAll(List.of("a", "b", "c", "d")).values()).allMatch(view -> view.version() == 2);
    }

    @Test
    void a_balance_is_the_same_item_however_its_movements_were_batched() {
        projection()
                .apply(
                        stream("a"),
                        List.of(intended("a"), captured("a", 100), refunded("a", 3, 40), refunded("a", 4, 5)));
        var inOneGo = balances.find("ada");

        InMemoryViewStore other = new InMemoryViewStore();
        PaymentProjection oneByOne = projection(other);
        oneByOne.apply(stream("a"), List.of(intended("a"), captured("a", 100)));
        oneByOne.apply(stream("a"), List.of(refunded("a", 3, 40)));
        oneByOne.apply(stream("a"), List.of(refunded("a", 4, 5)));

        assertThat(other.create(CustomerBalances.DEFINITION).find("ada")).isEqualTo(inOneGo);
    }

    private PaymentProjection projection() {
        return projection(store);
    }

    private static PaymentProjection projection(InMemoryViewStore store) {
        return new PaymentProjection(
                store.create(PaymentSummaries.DEFINITION),
                store.create(CustomerBalances.DEFINITION),
                store,
                new Patience(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(5)));
    }

    private long balance() {
        return balances.find("ada").orElseThrow().value().totals().stream()
                .map(Totals::balance)
                .mapToLong(Money::amount)
                .sum();
    }

    private static Commit intended(String payment) {
        return commit(
                payment, 1, new CaptureIntended("o", payment, "ada", "key-" + payment, new Money(100, "GBP"), "card"));
    }

    private static Commit captured(String payment, long amount) {
        return commit(payment, 2, new PaymentCaptured("o", payment, "ada", "ch-1", new Money(amount, "GBP")));
    }

    private static Commit refunded(String payment, long version, long amount) {
        return commit(
                payment, version, new PaymentRefunded("o", "r" + version, "ada", new Money(amount, "GBP"), "operator"));
    }

    private static Commit commit(String payment, long version, PaymentEvent event) {
        String id = payment + version;
        return new Commit(
                stream(payment), version, List.of(event), new CommitMetadata(id, NOON, "payments-0", id, id, null));
    }

    private static StreamId stream(String payment) {
        return new StreamId("payment", payment);
    }
}
