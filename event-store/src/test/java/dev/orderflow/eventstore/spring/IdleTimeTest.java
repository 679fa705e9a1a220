package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.aws.kcl.ConsumerSettings.Retrieval;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class IdleTimeTest {

    @Test
    void on_aws_as_many_as_poll_share_five_reads_a_second() {
        assertThat(IdleTime.of(polling(null, 5), false)).isEqualTo(Duration.ofSeconds(1));
        assertThat(IdleTime.of(polling(null, 1), false)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void engines_on_one_machine_do_not_count() {
        assertThat(IdleTime.of(polling(null, 5), true)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void too_short_a_time_is_taken_and_told(CapturedOutput output) {
        assertThat(IdleTime.of(polling(Duration.ofMillis(250), 5), false)).isEqualTo(Duration.ofMillis(250));

        assertThat(output)
                .contains("orderflow.consumer.idle=250 ms is too short")
                .contains("from all 5 polling applications")
                .contains("each has to wait 1000 ms");
    }

    @Test
    void nothing_is_told_where_nothing_is_wrong(CapturedOutput output) {
        IdleTime.of(polling(Duration.ofSeconds(1), 5), false);
        IdleTime.of(polling(Duration.ofMillis(250), 5), true);
        IdleTime.of(properties(Retrieval.FAN_OUT, Duration.ofMillis(250), 5), false);

        assertThat(output).doesNotContain("too short");
    }

    private static ConsumerProperties polling(@Nullable Duration idle, int applications) {
        return properties(Retrieval.POLLING, idle, applications);
    }

    private static ConsumerProperties properties(Retrieval retrieval, @Nullable Duration idle, int applications) {
        return new ConsumerProperties(
                true,
                retrieval,
                idle,
                applications,
                1_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }
}
