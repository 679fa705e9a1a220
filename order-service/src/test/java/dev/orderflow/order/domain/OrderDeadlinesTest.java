package dev.orderflow.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.order.domain.OrderDeadlines.Deadline;
import dev.orderflow.order.domain.OrderDeadlines.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When a step is asked for again: the policy, wait by wait. */
class OrderDeadlinesTest {
    private static final Instant ASKED = Instant.parse("2026-01-05T10:00:00Z");

    @Test
    void every_wait_is_the_same_where_nothing_grows() {
        assertThat(waits(new Patience(Duration.ofMinutes(2), 3))).containsOnly(Duration.ofMinutes(2));
    }

    @Test
    void each_wait_is_longer_than_the_one_before_up_to_the_bound() {
        Patience patience = new Patience(Duration.ofSeconds(10), 4, 2, Duration.ofSeconds(60));

        assertThat(waits(patience))
                .containsExactly(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60));
    }

    @Test
    void is_given_up_after_the_last_repeat_and_not_before() {
        OrderDeadlines deadlines = everyStep(new Patience(Duration.ofSeconds(10), 2, 1.5, Duration.ofHours(1)));

        assertThat(IntStream.rangeClosed(0, 3).mapToObj(attempt -> deadlines.of(FulfilmentStep.SHIP, attempt, ASKED)))
                .extracting(Deadline::last)
                .containsExactly(false, false, true, true);
    }

    @Property(tries = 200)
    void no_wait_is_shorter_than_the_one_before_or_longer_than_the_bound(
            @ForAll @IntRange(min = 1, max = 100_000) int seconds,
            @ForAll @DoubleRange(min = 1, max = 10) double growth,
            @ForAll @IntRange(min = 0, max = 100_000) int more,
            @ForAll @IntRange(max = 1_000) int repeats) {
        Duration first = Duration.ofSeconds(seconds);
        Duration bound = first.plusSeconds(more);

        List<Duration> waits = waits(new Patience(first, repeats, growth, bound));

        assertThat(waits.getFirst()).isEqualTo(first);
        assertThat(waits).isSorted().allMatch(wait -> wait.compareTo(bound) <= 0);
    }

    @Test
    void refuses_what_makes_no_sense() {
        Duration minute = Duration.ofMinutes(1);
        assertThatThrownBy(() -> new Patience(Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(minute, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(minute, 1, 0.9, minute)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(minute, 1, Double.NaN, minute))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Patience(minute, 1, 2, minute.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OrderDeadlines(Map.of(FulfilmentStep.SHIP, new Patience(minute, 1))))
                .hasMessageContaining("No deadline is set for step");
    }

    private static List<Duration> waits(Patience patience) {
        OrderDeadlines deadlines = everyStep(patience);
        return IntStream.rangeClosed(0, patience.repeats())
                .mapToObj(attempt -> Duration.between(
                        ASKED,
                        deadlines.of(FulfilmentStep.REFUND, attempt, ASKED).due()))
                .toList();
    }

    private static OrderDeadlines everyStep(Patience patience) {
        return new OrderDeadlines(Arrays.stream(FulfilmentStep.values())
                .collect(Collectors.toMap(Function.identity(), step -> patience)));
    }
}
