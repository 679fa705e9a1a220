package dev.orderflow.eventstore.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Who is far behind catches up with as much memory as who is not: each in a JVM of its own whose heap could not hold a
 * tenth of the backlog.
 */
class LongBacklogIT {
    private static final long A_MILLION = 1_000_000;

    private static final String HEAP = "-Xmx64m";

    /** What 20,000 remembered streams and 1,000 remembered items take, and how far a look differs from the next. */
    private static final long MOST_GROWTH_KILOBYTES = 8 * 1024;

    private record Run(boolean done, long applied, List<Long> usedKilobytes) {
        /** From the second look on: by then everything is loaded and every bounded memory is full. */
        long growth() {
            return LongStream.range(1, usedKilobytes.size())
                            .map(look -> usedKilobytes.get((int) look))
                            .max()
                            .orElseThrow()
                    - usedKilobytes.get(1);
        }
    }

    @Test
    void a_million_records_behind_a_consumer_catches_up_with_flat_memory() throws IOException {
        Run run = run("dispatcher", A_MILLION);

        System.out.println("Heap in use while a million records are consumed, KB: " + run.usedKilobytes());
        assertThat(run.done()).isTrue();
        // Every order has six events, two of them in one commit.
        assertThat(run.applied()).isEqualTo(A_MILLION / Backlog.COMMITS_OF_AN_ORDER * 6);
        assertThat(run.usedKilobytes()).hasSize(10);
        assertThat(run.growth()).isLessThan(MOST_GROWTH_KILOBYTES);
    }

    @Test
    void so_does_the_archiver() throws IOException {
        Run run = run("archiver", A_MILLION / 4);

        System.out.println("Heap in use while 250,000 records are archived, KB: " + run.usedKilobytes());
        assertThat(run.done()).isTrue();
        assertThat(run.usedKilobytes()).hasSize(10);
        assertThat(run.growth()).isLessThan(MOST_GROWTH_KILOBYTES);
    }

    @Test
    void who_forgets_nothing_is_found_out() throws IOException {
        Run run = run("never-forgetting", A_MILLION / 10);

        assertThat(run.done() && run.growth() < MOST_GROWTH_KILOBYTES).isFalse();
    }

    private static Run run(String what, long records) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BacklogProcess.class.getName(),
                        what,
                        Long.toString(records))
                .redirectErrorStream(true)
                .start();
        List<Long> used = new ArrayList<>();
        boolean done = false;
        long applied = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("used ")) {
                    used.add(Long.parseLong(line.substring("used ".length())));
                } else if (line.startsWith("done ")) {
                    done = true;
                    applied = Long.parseLong(line.substring("done ".length()));
                } else {
                    System.out.println("child: " + line);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        return new Run(done, applied, used);
    }
}
