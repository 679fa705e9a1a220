package dev.orderflow.launcher.aws;

import dev.orderflow.infra.cloudformation.DeploymentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that a deployment calls, in the checkout; one that fails ends the deployment. */
record Tool(Path folder) {
    /** Five images over a slow line. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    static Tool in(Path folder) {
        return new Tool(folder);
    }

    /** What it says is seen at the terminal. */
    void run(String... line) {
        end(line, start(line, ProcessBuilder.Redirect.INHERIT));
    }

    /** @param input what it reads, so that it stands in no list of processes */
    void tell(String input, String... line) {
        Process process = start(line, ProcessBuilder.Redirect.INHERIT);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DeploymentException(named(line) + " did not read what it was told: " + e, e);
        }
        end(line, process);
    }

    /** @return what it prints */
    String ask(String... line) {
        Process process = start(line, ProcessBuilder.Redirect.PIPE);
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            end(line, process);
            return answer;
        } catch (IOException e) {
            throw new DeploymentException(named(line) + " gave no answer: " + e, e);
        }
    }

    private Process start(String[] line, ProcessBuilder.Redirect output) {
        try {
            return new ProcessBuilder(List.of(line))
                    .directory(folder.toFile())
                    .redirectOutput(output)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new DeploymentException(
                    named(line) + " cannot be started: is " + line[0] + " installed? (" + e + ")", e);
        }
    }

    private static void end(String[] line, Process process) {
        try {
            if (!process.waitFor(LONGEST.toMinutes(), TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new DeploymentException(named(line) + " did not end within " + LONGEST.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DeploymentException(named(line) + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new DeploymentException(named(line) + " failed with code " + process.exitValue() + "; see above");
        }
    }

    private static String named(String[] line) {
        return "'" + String.join(" ", line) + "'";
    }
}
