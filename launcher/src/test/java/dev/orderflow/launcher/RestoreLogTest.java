package dev.orderflow.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreLogTest {
    @TempDir
    private Path folder;

    @Test
    void what_an_earlier_restore_said_does_not_count() throws IOException {
        Path file = folder.resolve("a.log");
        Files.writeString(file, "10:00 INFO RESTORED 1 commits\n");
        RestoreLog log = RestoreLog.fromNowOn(file);
        assertThat(log.newest("RESTORED")).isEmpty();

        Files.writeString(file, "10:01 INFO RESTORED 2 commits\n", StandardOpenOption.APPEND);

        assertThat(log.newest("RESTORED")).isEqualTo("RESTORED 2 commits");
    }

    @Test
    void of_several_lines_the_newest_counts() throws IOException {
        Path file = folder.resolve("b.log");
        RestoreLog log = RestoreLog.fromNowOn(file);

        Files.writeString(file, "10:01 Restored 1\n10:02 Restored 2\n10:03 else\n");

        assertThat(log.newest("Restored ")).isEqualTo("Restored 2");
    }
}
