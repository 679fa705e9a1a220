package dev.orderflow.order.adapter;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.eventstore.view.Views.Page;
import dev.orderflow.order.application.fulfilment.StuckOrders;
import dev.orderflow.order.application.fulfilment.StuckOrders.StuckOrder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts orders that stand still: {@code orderflow.orders.stuck} by step, and {@code orderflow.orders.stuck.age} of the one
 * that has waited longest; both are zero while nobody has to do anything.
 */
final class StuckOrdersAlarm {
    private static final String NAME = "orderflow.orders.stuck";

    /** Counted no further: whoever has so many needs no exact figure. */
    private static final int MOST = 1_000;

    private static final int PAGE = 100;

    private final StuckOrders stuckOrders;
    private final InstantSource clock;
    private volatile Map<FulfilmentStep, Integer> counts = Map.of();
    private volatile long oldestSeconds;

    StuckOrdersAlarm(StuckOrders stuckOrders, MeterRegistry registry, InstantSource clock) {
        this.stuckOrders = stuckOrders;
        this.clock = clock;
        for (FulfilmentStep step : FulfilmentStep.values()) {
            Gauge.builder(NAME, this, alarm -> alarm.counts.getOrDefault(step, 0))
                    .description("Orders whose step is not answered and was given up")
                    .tag("step", step.name())
                    .register(registry);
        }
        Gauge.builder(NAME + ".age", this, alarm -> alarm.oldestSeconds)
                .description("How long the one has stood still that has waited longest")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Counts once. */
    void look() {
        Map<FulfilmentStep, Integer> counted = new EnumMap<>(FulfilmentStep.class);
        Instant now = clock.instant();
        Instant oldest = now;
        int all = 0;
        String cursor = null;
        do {
            Page<StuckOrder> page = stuckOrders.list(PAGE, cursor);
            for (StuckOrder stuck : page.items()) {
                counted.merge(stuck.stuck().step(), 1, Integer::sum);
                oldest = stuck.stuck().since().isBefore(oldest) ? stuck.stuck().since() : oldest;
            }
            all += page.items().size();
            cursor = page.next();
        } while (cursor != null && all < MOST);
        counts = counted;
        oldestSeconds = Duration.between(oldest, now).toSeconds();
    }
}
