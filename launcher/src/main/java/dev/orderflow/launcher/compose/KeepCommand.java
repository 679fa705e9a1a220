package dev.orderflow.launcher.compose;

import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Surroundings;
import dev.orderflow.launcher.keep.SavedState;
import dev.orderflow.launcher.record.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "keep", description = "Waits for its end, and then saves tables and buckets.")
final class KeepCommand implements Callable<Integer> {
    /** The container's health: from now on a stop is noticed. */
    private static final Path KEEPING = Path.of("/tmp/keeping");

    @Option(names = "--state", required = true, description = "The folder that it is saved in.")
    private Path state = Path.of("");

    @Override
    public Integer call() throws InterruptedException, IOException {
        Progress progress = Progress.standard();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> save(progress), "save"));
        Files.writeString(KEEPING, "");
        progress.line("Tables and buckets are saved in " + state + " when this container stops");
        new CountDownLatch(1).await();
        return 0;
    }

    private void save(Progress progress) {
        long began = System.nanoTime();
        try (Engines engines = Surroundings.engines()) {
            SavedState.Size size = new SavedState(engines, state).save();
            progress.done(
                    "saved",
                    size.items() + " items, " + size.objects() + " objects",
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (RuntimeException e) {
            progress.line("NOT SAVED, the next start has what an earlier stop saved: " + e);
        }
    }
}
