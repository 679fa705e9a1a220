package dev.orderflow.order.application.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.order.application.OrderWorld;
import dev.orderflow.order.application.summary.OrderProgress;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.domain.OrderDeadlines;
import dev.orderflow.order.domain.OrderDeadlines.Patience;
import dev.orderflow.order.domain.OrderExamples;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The policy at work: an order that nobody answers, second by second. */
class RetryPolicyTest {
    private static final Patience GROWING = new Patience(Duration.ofSeconds(10), 3, 2, Duration.ofSeconds(30));

    private final OrderWorld world = new OrderWorld(everyStep(GROWING)).withCatalogue();

    @Test
    void asks_again_after_longer_and_longer_waits_and_gives_up_after_the_last() {
        placeAndWait(Duration.ofSeconds(100));

        assertThat(events())
                .containsExactly(
                        "0 OrderPlaced",
                        "10 OrderStepRetried",
                        "30 OrderStepRetried",
                        "60 OrderStepRetried",
                        "90 OrderStepTimedOut",
                        "90 OrderStockReleaseRequested",
                        "100 OrderStepRetried");
    }

    @Test
    void what_was_decided_stands_under_another_policy_and_only_the_next_deadline_is_another() {
        placeAndWait(Duration.ofSeconds(35));

        OrderSummary before = folded(GROWING);
        OrderSummary after = folded(new Patience(Duration.ofHours(1), 2));

        assertThat(before.pending().attempts()).isEqualTo(3);
        assertThat(after.pending().attempts()).isEqualTo(3);
        assertThat(before.pending().deadline())
                .isCloseTo(OrderExamples.PLACED_AT.plusSeconds(60), within(1, ChronoUnit.SECONDS));
        assertThat(after.pending().deadline())
                .isCloseTo(
                        OrderExamples.PLACED_AT.plusSeconds(30).plus(Duration.ofHours(1)),
                        within(1, ChronoUnit.SECONDS));
        assertThat(before.pending().lastDeadline()).isFalse();
        assertThat(after.pending().lastDeadline()).isTrue();
        assertThat(after.status()).isEqualTo(before.status());
    }

    /** Looks a little less often than once a second: what is recorded is stamped microseconds after the moment. */
    private void placeAndWait(Duration time) {
        world.placeOrder.place(OrderWorld.request(), OrderWorld.CAUSE);
        for (long second = 0; second < time.toSeconds(); second++) {
            world.pass(Duration.ofMillis(1_001));
            world.showDue();
        }
    }

    private OrderSummary folded(Patience policy) {
        OrderProgress progress = new OrderProgress(everyStep(policy));
        OrderSummary summary = null;
        for (Commit commit : commits()) {
            for (DomainEvent event : commit.events()) {
                summary = progress.after(
                        summary, (OrderEvent) event, commit.metadata().recordedAt());
            }
        }
        return summary;
    }

    /** Each with the second after the order's placing at which it was recorded. */
    private List<String> events() {
        return commits().stream()
                .flatMap(commit -> commit.events().stream()
                        .map(event -> Duration.between(
                                                OrderExamples.PLACED_AT,
                                                commit.metadata().recordedAt())
                                        .toSeconds()
                                + " " + event.getClass().getSimpleName()))
                .toList();
    }

    private List<Commit> commits() {
        return world.journal.everything().stream().map(StoredCommit::commit).toList();
    }

    private static OrderDeadlines everyStep(Patience patience) {
        return new OrderDeadlines(Arrays.stream(FulfilmentStep.values())
                .collect(Collectors.toMap(Function.identity(), step -> patience)));
    }
}
