package dev.orderflow.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Programs of others that a command calls, such as docker, git and aws. One that cannot be started, fails or does not end
 * is a {@link SuiteException} that names its whole line; what it writes as errors is seen at the terminal.
 *
 * @param folder they run in
 * @param environment what they find beside what this process was given
 */
public record Programs(Path folder, Map<String, String> environment) {
    /** Six images from nothing over a slow line. */
    private static final Duration LONGEST = Duration.ofMinutes(60);

    public Programs(Path folder) {
        this(folder, Map.of());
    }

    /** What it says is seen at the terminal. */
    public void run(String... line) {
        end(line, start(line, ProcessBuilder.Redirect.INHERIT));
    }

    /** @param input what it reads, so that it stands in no list of processes */
    public void tell(String input, String... line) {
        Process process = start(line, ProcessBuilder.Redirect.INHERIT);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new SuiteException(named(line) + " did not read what it was told: " + e, e);
        }
        end(line, process);
    }

    /** What it prints, without the line's end. */
    public String ask(String... line) {
        Process process = start(line, ProcessBuilder.Redirect.PIPE);
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            end(line, process);
            return answer;
        } catch (IOException e) {
            throw new SuiteException(named(line) + " gave no answer: " + e, e);
        }
    }

    private Process start(String[] line, ProcessBuilder.Redirect output) {
        ProcessBuilder builder = new ProcessBuilder(List.of(line))
                .directory(folder.toFile())
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SuiteException(named(line) + " cannot be started: is " + line[0] + " installed? (" + e + ")", e);
        }
    }

    private static void end(String[] line, Process process) {
        try {
            if (!process.waitFor(LONGEST.toMinutes(), TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new SuiteException(named(line) + " did not end within " + LONGEST.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new SuiteException(named(line) + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new SuiteException(named(line) + " failed with code " + process.exitValue() + "; see above");
        }
    }

    private static String named(String[] line) {
        return "'" + String.join(" ", line) + "'";
    }
}
