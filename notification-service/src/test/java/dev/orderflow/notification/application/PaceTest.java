package dev.orderflow.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void lets_a_second_s_worth_pass_at_once_and_the_rest_evenly() {
        Pace pace = new Pace(10);
        long start = System.nanoTime() + 10 * SECOND;

        for (int i = 0; i <= 10; i++) {
            assertThat(pace.take(start)).as("turn %d", i).isLessThanOrEqualTo(start);
        }
        assertThat(pace.take(start)).isEqualTo(start + SECOND / 10);
        assertThat(pace.take(start)).isEqualTo(start + 2 * SECOND / 10);
    }

    @Test
    void saves_up_no_more_than_that_while_it_is_quiet() {
        Pace pace = new Pace(10);
        long start = System.nanoTime() + 10 * SECOND;
        pace.take(start);
        long muchLater = start + 3_600 * SECOND;

        for (int i = 0; i <= 10; i++) {
            pace.take(muchLater);
        }
        assertThat(pace.take(muchLater)).isGreaterThan(muchLater);
    }
}
