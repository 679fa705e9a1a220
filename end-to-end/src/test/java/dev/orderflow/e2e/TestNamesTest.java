package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test's suffix tells its cost: whoever runs all {@code *IT} does not want to wait for whole suites. */
class TestNamesTest {
    @Test
    void what_starts_the_whole_suite_is_called_so() throws IOException {
        Path tests = ProjectFolders.find().root().resolve("end-to-end/src/test/java");
        try (Stream<Path> files = Files.walk(tests)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.endsWith("E2E.java"))
                    .noneMatch(name -> name.endsWith("IT.java"));
        }
    }
}
