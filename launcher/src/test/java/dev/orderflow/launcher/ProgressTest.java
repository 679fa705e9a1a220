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

    @Test
    void what_has_no_known_end_moves_on_a_terminal_and_is_a_line_now_and_then_in_a_log() {
        var terminal = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
        terminal.moving("orders", "");
        terminal.moving("orders", "1 record");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\n").contains("\r  orders  1 record");

        bytes.reset();
        var log = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        log.moving("orders", "");
        log.moving("orders", "1 record");
        log.moving("orders", "2 records");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).containsOnlyOnce("orders");
    }
}
