package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.LocalEngines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer that is killed, as by {@code kill -9}: no lease given back, no checkpoint, no goodbye. */
class KilledConsumerIT {
    private static final Duration GENEROUS = Duration.ofSeconds(120);

    private final Engines engines =
            new Engines(LocalEngines.forTests().aws(), LocalEngines.forTests().dynamoDb());
    private final String stream = TestCommits.unique("events-");
    private final String application = TestCommits.unique("app-");
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final List<Child> children = new ArrayList<>();

    @AfterEach
    void end_what_runs() {
        children.forEach(Child::kill);
        engines.close();
    }

    @Test
    void goes_on_within_seconds_when_it_comes_back_with_the_same_worker_id() throws Exception {
        engines.createStream(stream, 2);
        List<Commit> before = put(200);
        Child first = new Child();
        Await.until(GENEROUS, () -> first.streams().size() >= 100);
        first.kill();
        List<Commit> after = put(50);

        Child second = new Child();

        Set<String> expected = new HashSet<>();
        before.forEach(commit -> expected.add(commit.streamId().toString()));
        after.forEach(commit -> expected.add(commit.streamId().toString()));
        Await.until(GENEROUS, () -> {
            Set<String> seen = new HashSet<>(first.streams());
            seen.addAll(second.streams());
            return seen.equals(expected);
        });
        System.out.println("First record " + first.firstAfter().toMillis() + " ms after the first start, "
                + second.firstAfter().toMillis() + " ms after the start that followed the kill");
        // Its lease would have to expire first (10 s) if it came back as somebody else.
        assertThat(second.firstAfter()).isLessThan(Duration.ofSeconds(60));
    }

    private List<Commit> put(int count) {
        List<Commit> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(commits.commit(TestCommits.newStream(), 1).commit());
        }
        engines.put(stream, made);
        return made;
    }

    private final class Child {
        private final Process process;
        private final Set<String> streams = new HashSet<>();
        private long startedAt;
        private long firstAt;

        Child() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            ConsumerProcess.class.getName(),
                            LocalEngines.forTests().aws().toString(),
                            LocalEngines.forTests().dynamoDb().toString(),
                            stream,
                            application,
                            application + "-0")
                    .redirectErrorStream(true)
                    .start();
            children.add(this);
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    note(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized void note(String line) {
            if (line.equals("started")) {
                startedAt = System.nanoTime();
            } else if (line.startsWith("record ")) {
                firstAt = firstAt == 0 ? System.nanoTime() : firstAt;
                streams.add(line.substring("record ".length()));
            } else {
                System.out.println("child: " + line);
            }
        }

        synchronized Set<String> streams() {
            return Set.copyOf(streams);
        }

        synchronized Duration firstAfter() {
            return Duration.ofNanos(firstAt - startedAt);
        }

        void kill() {
            process.destroyForcibly();
            try {
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
