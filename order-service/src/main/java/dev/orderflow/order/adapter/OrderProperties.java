package dev.orderflow.order.adapter;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.order.domain.OrderDeadlines;
import dev.orderflow.order.domain.OrderDeadlines.Patience;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set of the fulfilment process.
 *
 * @param deadlines for each step
 * @param lookForDueEvery how often overdue steps are looked for: what a deadline may be late
 * @param dueAtOnce overdue orders read at once
 * @param countStuckEvery how old the metrics of stuck orders may be
 */
@Validated
@ConfigurationProperties("orderflow.orders")
public record OrderProperties(
        @NotNull Map<FulfilmentStep, @Valid StepPatience> deadlines,

        @NotNull
        @DurationMin(millis = 100, message = "must be at least 100 ms")
        @DurationMax(minutes = 10, message = "must be at most 10 minutes")
        @DefaultValue("5s")
        Duration lookForDueEvery,

        @Min(1) @Max(1_000) @DefaultValue("100") int dueAtOnce,

        @NotNull
        @DurationMin(millis = 100, message = "must be at least 100 ms")
        @DurationMax(minutes = 10, message = "must be at most 10 minutes")
        @DefaultValue("15s")
        Duration countStuckEvery) {

    private static final Duration MONTH = Duration.ofDays(30);

    OrderDeadlines toDeadlines() {
        return new OrderDeadlines(deadlines.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toPatience())));
    }

    /**
     * How a step is retried.
     *
     * @param within how long an answer is waited for before the step is asked for again
     * @param repeats how often it is asked for again, before it is given up
     * @param growth how many times as long as before the answer is waited for after each repeat
     * @param atMost how long a single answer is waited for, however much the waits grow
     */
    @GrowsWithinBounds
    public record StepPatience(
            @NotNull
            @DurationMin(seconds = 1, message = "must be at least a second")
            @DurationMax(days = 365, message = "must be at most 365 days")
            Duration within,

            @Min(value = 0, message = "must not be negative") @Max(value = 1_000, message = "must be at most 1000")
            int repeats,

            @DecimalMin(value = "1", message = "must be at least 1: waits do not become shorter")
            @DecimalMax(value = "10", message = "must be at most 10")
            @DefaultValue("1")
            double growth,

            @Nullable @DurationMax(days = 365, message = "must be at most 365 days")
            Duration atMost) {

        Patience toPatience() {
            return new Patience(within, repeats, growth, atMost == null ? longest(within) : atMost);
        }

        /** Where nothing is said, a month: nobody waits longer for an answer unless it is said so. */
        private static Duration longest(Duration within) {
            return within.compareTo(MONTH) > 0 ? within : MONTH;
        }
    }
}
