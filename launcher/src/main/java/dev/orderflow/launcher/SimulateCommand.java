package dev.orderflow.launcher;

import dev.orderflow.infra.engine.JavaHome;
import dev.orderflow.infra.engine.ProjectFolders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description =
                "Runs the services' production code against engines that fail by a seed, and checks every invariant.")
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--seeds",
            defaultValue = "1000",
            description = "How many; ${DEFAULT-VALUE} take about a minute. One alone tells its whole trace.")
    private long seeds;

    @Option(
            names = "--from",
            defaultValue = "1",
            description = "The first of them; ${DEFAULT-VALUE} unless said otherwise.")
    private long from;

    @Override
    public Integer call() {
        if (seeds < 1) {
            throw new SuiteException("--seeds must be at least 1");
        }
        Path built = ProjectFolders.find().root().resolve("simulation/target");
        try {
            // A process of its own: its threads need what Java keeps to itself, and its classes are those of tests.
            Process process = new ProcessBuilder(
                            JavaHome.java(),
                            "-Xmx512m",
                            "--add-opens=java.base/java.lang=ALL-UNNAMED",
                            "-Djdk.trackAllThreads=false",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow",
                            "-cp",
                            built.resolve("test-classes")
                                    + File.pathSeparator
                                    + Files.readString(built.resolve("classpath")),
                            "dev.orderflow.simulation.Simulate",
                            String.valueOf(seeds),
                            String.valueOf(from))
                    .inheritIO()
                    .start();
            // Ctrl-C reaches it by itself; a plain end of this process does not.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-simulation"));
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("The simulation is not built: ./mvnw -DskipTests package", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted", e);
        }
    }
}
