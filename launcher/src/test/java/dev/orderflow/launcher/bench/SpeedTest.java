package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orderflow.launcher.record.OrderRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final Instant T0 = Instant.parse("2026-01-05T10:00:00Z");

    private static final LoadRound QUICK = round(Duration.ofSeconds(1), List.of(100L, 300L), 0, 2);
    private static final LoadRound SLOW = round(Duration.ofSeconds(4), List.of(200L, 900L), 1, 7);

    @Test
    void a_round_completes_from_its_first_acceptance_to_its_last_end() {
        assertThat(SLOW.untilLastEnd()).isEqualTo(Duration.ofSeconds(8));
        assertThat(SLOW.completedPerSecond()).isCloseTo(0.25, within(1e-9));
        assertThat(SLOW.acceptedPerSecond()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void an_order_that_was_rejected_did_not_complete() {
        var round = new LoadRound(
                Duration.ofSeconds(1),
                List.of(Duration.ofMillis(5)),
                List.of(new OrderRecord(
                        T0, Optional.of(new OrderRecord.End("REJECTED", "OUT_OF_STOCK", T0.plusSeconds(1))), false)));

        assertThat(round.completed()).isZero();
        assertThat(round.completedPerSecond()).isZero();
        assertThat(round.acceptedPerSecond()).isEqualTo(1);
    }

    @Test
    void rates_are_over_the_time_of_all_rounds_together() {
        Speed speed = Speed.of(List.of(QUICK, SLOW), List.of());

        assertThat(speed.orders()).isEqualTo(4);
        assertThat(speed.completed()).isEqualTo(4);
        assertThat(speed.acceptedPerSecond()).isCloseTo(4 / 5.0, within(1e-9));
        assertThat(speed.completedPerSecond()).isCloseTo(4 / (3.0 + 8.0), within(1e-9));
        assertThat(speed.accept()).isEqualTo(new Speed.Percentiles(200, 900));
        assertThat(speed.acceptToEnd()).isEqualTo(new Speed.Percentiles(1_000, 7_000));
    }

    @Test
    void the_ratio_is_the_median_of_the_rounds_not_that_of_the_sums() {
        Speed speed = Speed.of(
                List.of(QUICK, SLOW),
                List.of(
                        new Comparison(10, 5, 100, 50),
                        new Comparison(30, 5, 100, 50),
                        new Comparison(20, 5, 1_000, 500)));

        assertThat(speed.acceptedToPuts()).isCloseTo(0.1, within(1e-9));
        assertThat(speed.acceptedToPutsAndRecords()).isCloseTo(0.2, within(1e-9));
        assertThat(speed.putsPerSecond()).isEqualTo(100);
    }

    /** Two orders: the first accepted at once, the second a second later; each ends so many seconds after. */
    private static LoadRound round(Duration accepting, List<Long> acceptMillis, long... secondsToEnd) {
        return new LoadRound(
                accepting,
                acceptMillis.stream().map(Duration::ofMillis).toList(),
                List.of(completed(T0, secondsToEnd[0]), completed(T0.plusSeconds(1), secondsToEnd[1])));
    }

    private static OrderRecord completed(Instant accepted, long secondsToEnd) {
        return new OrderRecord(
                accepted, Optional.of(new OrderRecord.End("COMPLETED", "", accepted.plusSeconds(secondsToEnd))), true);
    }
}
