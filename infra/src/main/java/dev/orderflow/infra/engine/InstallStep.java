package dev.orderflow.infra.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end: for installers and for asking a program its version. */
final class InstallStep {

    /** A slow line needs minutes for 120 MB, and a busy machine as long again to unpack it; nobody waits longer. */
    private static final Duration INSTALL = Duration.ofMinutes(25);

    private static final Duration ASK = Duration.ofSeconds(20);

    private InstallStep() {}

    /** @return whether it ended well; what it said is in the log */
    static boolean run(List<String> line, Map<String, String> environment, Path folder, Path log) {
        try {
            ProjectFolders.createParentOf(log);
            Files.writeString(log, "$ " + String.join(" ", line) + System.lineSeparator());
            return exitCode(line, environment, folder, ProcessBuilder.Redirect.appendTo(log.toFile()), INSTALL) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a program prints, or empty where it does not exist or fails. */
    static Optional<String> ask(List<String> line) {
        Path answer = null;
        try {
            answer = Files.createTempFile("orderflow-ask", ".txt");
            int code = exitCode(
                    line, Map.of(), Path.of("").toAbsolutePath(), ProcessBuilder.Redirect.to(answer.toFile()), ASK);
            return code == 0 ? Optional.of(Files.readString(answer).strip()) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } finally {
            if (answer != null) {
                Deletion.deleteTree(answer);
            }
        }
    }

    private static int exitCode(
            List<String> line,
            Map<String, String> environment,
            Path folder,
            ProcessBuilder.Redirect output,
            Duration atMost)
            throws IOException {
        var builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(line.getFirst() + " did not end within " + atMost.toMinutes() + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new EngineException("interrupted while " + line.getFirst() + " ran", e);
        }
    }
}
