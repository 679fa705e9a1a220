package dev.orderflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.infra.engine.ProjectFolders;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackClockTest {
    @TempDir
    private Path root;

    private StackClock clock;

    @BeforeEach
    void inAFreshCheckout() {
        clock = StackClock.of(new Layout(new ProjectFolders(root, root.resolve(".orderflow")), 29000));
    }

    @Test
    void begins_at_the_machines_time_and_adds_up() {
        assertThat(clock.offset()).isZero();

        assertThat(clock.forward(Duration.ofDays(3))).isEqualTo(Duration.ofDays(3));
        assertThat(clock.forward(Duration.ofHours(2))).isEqualTo(Duration.ofHours(74));
        assertThat(clock.offset()).isEqualTo(Duration.ofHours(74));
    }

    @Test
    void neither_goes_back_nor_out_of_sight() {
        clock.forward(Duration.ofDays(1));

        assertThatThrownBy(() -> clock.forward(Duration.ofDays(-1))).hasMessageContaining("forward only");
        assertThatThrownBy(() -> clock.forward(Duration.ZERO)).hasMessageContaining("forward only");
        assertThatThrownBy(() -> clock.forward(Duration.ofDays(3650))).hasMessageContaining("3650 days");
        assertThat(clock.offset()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({"+3d, PT72H", "+1d12h, PT36H", "+90m, PT90M", "+5s, PT5S", "+2h30m, PT2H30M", "+1d1h1m1s, PT25H1M1S"})
    void reads_what_people_write(String text, Duration meant) {
        assertThat(StackClock.parse(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d", "-3d", "+", "+3", "+d", "+3w", "+1h2d", "+3d ", "+99999999d"})
    void refuses_the_rest_and_says_how_to_write_it(String text) {
        assertThatThrownBy(() -> StackClock.parse(text)).hasMessageContaining("such as +3d");
    }
}
