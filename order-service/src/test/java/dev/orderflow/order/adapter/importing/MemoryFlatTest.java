package dev.orderflow.order.adapter.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFlatTest {
    private static final int HEAP_MB = 40;

    @TempDir
    Path folder;

    @Test
    void half_a_million_rows_need_no_more_memory_than_five_thousand() throws Exception {
        assertThat(importInABoundedHeap(5_000)).isPositive();
        // The file alone is larger than the heap: whoever holds its rows, or what became of them, fails.
        assertThat(importInABoundedHeap(500_000)).isGreaterThan((HEAP_MB + 2L) << 20);
    }

    /** The size of the file, after it was imported to its last row. */
    private long importInABoundedHeap(int rows) throws IOException, InterruptedException {
        Path own = java.nio.file.Files.createDirectory(folder.resolve("rows-" + rows));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MemoryFlatMain.class.getName(),
                        Integer.toString(rows),
                        own.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        int refused = (rows + 10) / 11;
        Matcher end = Pattern.compile("file (\\d+) ImportCompleted\\[importId=\\w+, rows=" + rows + ", ordersAccepted="
                        + rows / 10 + ", rowsRefused=" + refused + "\\]")
                .matcher(output);
        assertThat(end.find())
                .as(output.lines().reduce((first, second) -> second).orElse(""))
                .isTrue();
        return Long.parseLong(end.group(1));
    }
}
