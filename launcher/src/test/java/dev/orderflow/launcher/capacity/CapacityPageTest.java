package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CapacityPageTest {

    /** Where it fails: {@code ./orderflow capacity --orders-per-second 10 --write docs/capacity.md}. */
    @Test
    void the_page_has_what_the_command_answers() throws IOException {
        String page = Files.readString(ProjectFolders.find().root().resolve("docs/capacity.md"));
        CommandLine line = new CommandLine(new CapacityCommand());
        line.parseArgs("--orders-per-second", "10");
        List<String> answer = line.<CapacityCommand>getCommand().answer();

        assertThat(page).contains(CapacityCommand.BEGIN + "\n```\n" + String.join("\n", answer) + "\n```\n");
    }
}
