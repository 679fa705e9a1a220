package dev.orderflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void in_a_log_a_bar_is_a_line_for_each_tenth() {
        var progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

        for (int done = 0; done <= 100; done++) {
            progress.bar("importing", done, 100, done + " rows");
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(11)
                .last()
                .asString()
                .contains("100 rows");
    }

    @Test
    void on_a_terminal_it_stays_on_its_line() {
        var progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);

        progress.bar("importing", 1, 2, "1 row");
        progress.bar("importing", 2, 2, "2 rows");

        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\n").contains("\r");
    }
}
