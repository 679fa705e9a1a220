package dev.orderflow.order.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.fulfilment.SetAsideAnswers;
import dev.orderflow.order.application.fulfilment.StuckOrders;
import dev.orderflow.order.application.summary.OrderContent;
import dev.orderflow.order.application.summary.OrderSummaries;
import dev.orderflow.order.application.summary.OrderSummary;
import dev.orderflow.order.application.summary.StepProgress;
import dev.orderflow.order.application.summary.StepProgress.State;
import dev.orderflow.order.domain.OrderExamples;
import dev.orderflow.order.domain.OrderIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StuckOrdersAlarmTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final InMemoryViewStore store = new InMemoryViewStore();
    private final Views<OrderSummary> summaries = store.create(OrderSummaries.VIEW);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StuckOrdersAlarm alarm = new StuckOrdersAlarm(
            new StuckOrders(
                    new OrderSummaries(summaries, store.<OrderContent>create(OrderSummaries.CONTENT_VIEW)),
                    new SetAsideAnswers(store.create(SetAsideAnswers.VIEW), CommitCodec.standard(), () -> NOON)),
            registry,
            () -> NOON);

    @Test
    void counts_by_step_and_says_how_long_the_oldest_has_stood_still() {
        for (int i = 0; i < 130; i++) {
            stuck("k-" + i, FulfilmentStep.SHIP, NOON.minusSeconds(10 + i));
        }
        stuck("k-refund", FulfilmentStep.REFUND, NOON.minusSeconds(7));

        alarm.look();

        assertThat(stuck(FulfilmentStep.SHIP)).isEqualTo(130);
        assertThat(stuck(FulfilmentStep.REFUND)).isEqualTo(1);
        assertThat(stuck(FulfilmentStep.CAPTURE_PAYMENT)).isZero();
        assertThat(registry.get("orderflow.orders.stuck.age").gauge().value()).isEqualTo(139);
    }

    @Test
    void is_zero_while_nothing_is_stuck() {
        alarm.look();

        assertThat(stuck(FulfilmentStep.SHIP)).isZero();
        assertThat(registry.get("orderflow.orders.stuck.age").gauge().value()).isZero();
    }

    private double stuck(FulfilmentStep step) {
        return registry.get("orderflow.orders.stuck")
                .tag("step", step.name())
                .gauge()
                .value();
    }

    private void stuck(String key, FulfilmentStep step, Instant since) {
        String id = OrderIds.orderId(OrderExamples.ADA, key);
        StepProgress pending =
                new StepProgress(step, State.PENDING, 3, since.minusSeconds(60), null, null, false, since, null);
        OrderSummary order = new OrderSummary(
                id,
                OrderExamples.ADA,
                OrderStatus.PAID,
                OrderExamples.PLACED_AT,
                since,
                1,
                OrderExamples.TOTAL,
                null,
                null,
                null,
                null,
                null,
                List.of(pending),
                List.of());
        summaries.save(new View<>(id, 1, order), 0);
    }
}
