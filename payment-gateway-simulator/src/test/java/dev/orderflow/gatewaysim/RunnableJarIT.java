package dev.orderflow.gatewaysim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.gatewaysim.GatewayClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in the heap that is documented. */
@Timeout(60)
class RunnableJarIT {

    @TempDir
    Path folder;

    @Test
    void remembers_across_a_kill_what_it_answered() throws Exception {
        Path ledger = folder.resolve("ledger.jsonl");
        Answer first;
        try (Running running = Running.start("--port", "0", "--ledger", ledger.toString());
                GatewayClient client = new GatewayClient(running.url())) {
            first = client.charge("k", "tok_approve");
            assertThat(first.status()).isEqualTo(200);
        }
        try (Running running = Running.start("--port", "0", "--ledger", ledger.toString());
                GatewayClient client = new GatewayClient(running.url())) {
            Answer again = client.charge("k", "tok_approve");
            assertThat(again.replayed()).isTrue();
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @Test
    void ends_with_its_usage_when_an_option_is_wrong() throws Exception {
        Process process = launch("--port", "none");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines()).anyMatch(line -> line.startsWith("Usage:"));
        }
    }

    private record Running(Process process, URI url) implements AutoCloseable {

        private static final Pattern LISTENS = Pattern.compile("listens on (http://127\\.0\\.0\\.1:\\d+);");

        static Running start(String... options) throws IOException {
            Process process = launch(options);
            BufferedReader output = process.inputReader();
            String line = output.readLine();
            Matcher listens = LISTENS.matcher(String.valueOf(line));
            assertThat(listens.find()).as("first line: %s", line).isTrue();
            return new Running(process, URI.create(listens.group(1)));
        }

        /** As {@code kill -9} does. */
        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Process launch(String... options) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx64m",
                                "-jar",
                                jar().toString()),
                        Stream.of(options))
                .toList();
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("SNAPSHOT.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Run `mvnw -pl payment-gateway-simulator verify`"));
        }
    }
}
