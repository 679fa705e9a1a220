package dev.orderflow.infra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repairs are Python, and so are their tests; here they run with the build. */
class MiniStackRepairsTest {
    @Test
    void the_repairs_of_ministack_pass_their_tests(@TempDir Path folder) throws Exception {
        String tests = "ministack_repairs_test.py";
        Files.writeString(folder.resolve(MiniStackInstallation.REPAIRS), Resources.text(MiniStackInstallation.REPAIRS));
        Files.writeString(folder.resolve(tests), Resources.text(tests));
        Path log = folder.resolve("log");

        boolean passed = InstallStep.run(List.of(Python.require().command(), tests), Map.of(), folder, log);

        assertThat(passed).as(Files.readString(log)).isTrue();
        assertThat(Files.readString(log)).contains("Ran 9 tests");
    }
}
