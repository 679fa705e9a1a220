package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.launcher.SuiteException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class WorkloadTest {

    @Test
    void each_bound_is_named_with_its_option() {
        refused("--orders-per-second must be from 0.0001 to 100000: 0", "--orders-per-second", "0");
        refused("--orders-per-second must be from 0.0001 to 100000: -1", "--orders-per-second", "-1");
        refused("--lines must be from 1 to 1500: 1501", "--orders-per-second", "1", "--lines", "1501");
        // A stream has 20 registered consumers at most, of which the events stack is one.
        refused("--consumers must be from 1 to 19: 20", "--orders-per-second", "1", "--consumers", "20");
        refused(
                "--consumers must be from 1 to 20: 21",
                "--orders-per-second",
                "1",
                "--consumers",
                "21",
                "--without-events");
        refused("--peak-factor must be from 1 to 1000: 0.5", "--orders-per-second", "1", "--peak-factor", "0.5");
        refused("--retention-days must be from 1 to 365: 400", "--orders-per-second", "1", "--retention-days", "400");
        refused("more than 100 together", "--orders-per-second", "1", "--declined", "60", "--cancelled", "60");
    }

    @Test
    void without_a_number_of_orders_it_says_what_to_do() {
        refused("./orderflow capacity --orders-per-second 10 --lines 3");
    }

    @Test
    void what_is_no_number_and_no_way_to_read_is_refused_by_the_command_line() {
        assertThat(usage("--orders-per-second", "many")).contains("'many' is not a double");
        assertThat(usage("--orders-per-second", "1", "--retrieval", "pushing"))
                .contains("must be polling or fan-out: pushing");
    }

    private static void refused(String message, String... arguments) {
        CommandLine line = new CommandLine(new CapacityCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            throw failure;
        });
        line.parseArgs(arguments);
        assertThatThrownBy(() -> line.<CapacityCommand>getCommand().call())
                .isInstanceOf(SuiteException.class)
                .hasMessageContaining(message);
    }

    private static String usage(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = new CommandLine(new CapacityCommand());
        line.setErr(new PrintWriter(said));
        assertThat(line.execute(arguments)).isEqualTo(2);
        return said.toString();
    }
}
