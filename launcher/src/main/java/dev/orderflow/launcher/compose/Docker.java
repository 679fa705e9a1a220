package dev.orderflow.launcher.compose;

import dev.orderflow.launcher.SuiteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line of Docker, run in the checkout. */
public final class Docker {
    private static final int NOT_FOUND = 127;

    private final Path root;
    private final Map<String, String> environment;

    /** @param environment what the commands find beside what this process was given */
    public Docker(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs a command whose output the user sees.
     *
     * @throws SuiteException where it fails, naming it
     */
    public void run(String... arguments) {
        Process process = start(List.of(arguments), ProcessBuilder.Redirect.INHERIT);
        expectSuccess(process, arguments);
    }

    /** Runs a command and answers what it prints. */
    public String read(String... arguments) {
        Process process = start(List.of(arguments), ProcessBuilder.Redirect.PIPE);
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            expectSuccess(process, arguments);
            return printed;
        } catch (IOException e) {
            throw new SuiteException("Cannot read what docker " + String.join(" ", arguments) + " prints: " + e, e);
        }
    }

    private Process start(List<String> arguments, ProcessBuilder.Redirect output) {
        List<String> line = new ArrayList<>(List.of("docker"));
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(root.toFile())
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SuiteException(
                    "This needs Docker with its compose plugin, and there is no command 'docker' (docs.docker.com/get-docker)."
                            + " Without it: ./orderflow demo",
                    e);
        }
    }

    private static void expectSuccess(Process process, String... arguments) {
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new SuiteException("docker " + String.join(" ", arguments) + " ended with " + exit
                        + (exit == NOT_FOUND
                                ? ": is Docker installed?"
                                : "; what it printed says why. Does `docker info` answer?"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new SuiteException("Interrupted while docker " + String.join(" ", arguments) + " ran", e);
        }
    }
}
