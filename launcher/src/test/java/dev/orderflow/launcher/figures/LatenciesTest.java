package dev.orderflow.launcher.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentiles_are_values_that_were_measured() {
        var latencies = Latencies.of(IntStream.rangeClosed(1, 200)
                .mapToObj(i -> Duration.ofMillis(201 - i))
                .toList());

        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void one_value_is_every_percentile() {
        var latencies = Latencies.of(List.of(Duration.ofMillis(7)));

        assertThat(latencies.percentile(1)).isEqualTo(Duration.ofMillis(7));
        assertThat(latencies.percentile(99)).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void of_nothing_there_is_nothing() {
        assertThat(Latencies.of(List.of()).percentile(50)).isZero();
    }
}
