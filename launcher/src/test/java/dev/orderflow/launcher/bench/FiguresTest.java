package dev.orderflow.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void a_rate_counts_by_the_second() {
        assertThat(Figures.perSecond(30, Duration.ofMillis(1_500))).isEqualTo(20);
        assertThat(Figures.perSecond(30, Duration.ZERO)).isZero();
    }

    @Test
    void the_median_of_an_odd_number_is_the_one_in_the_middle() {
        assertThat(Figures.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Figures.median(List.of(100.0, 1.0, 4.0, 2.0))).isEqualTo(3);
        assertThat(Figures.median(List.of())).isZero();
    }

    @Test
    void a_ratio_to_nothing_is_none() {
        assertThat(Figures.ratio(3, 12)).isEqualTo(0.25);
        assertThat(Figures.ratio(3, 0)).isZero();
    }

    @Test
    void the_rounds_share_all_orders() {
        assertThat(IntStream.rangeClosed(1, Bench.ROUNDS).map(round -> Bench.share(10, round)))
                .containsExactly(3, 3, 2, 2);
    }
}
