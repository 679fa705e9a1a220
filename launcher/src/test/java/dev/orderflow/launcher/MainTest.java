package dev.orderflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

    @Test
    void every_command_explains_itself_when_asked_and_does_nothing() {
        CommandLine line = Main.line();

        for (String command : line.getSubcommands().keySet()) {
            StringWriter said = new StringWriter();
            line.setOut(new PrintWriter(said));

            assertThat(line.execute(command, "--help")).as(command).isZero();
            assertThat(said.toString()).as(command).contains("Usage: orderflow " + command);
        }
    }
}
