package dev.orderflow.launcher.compose;

import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.keep.SavedState;
import dev.orderflow.launcher.record.Engines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "prepare", description = "Deploys the local stacks and brings back what an earlier run saved.")
final class PrepareCommand implements Callable<Integer> {
    @Option(names = "--state", required = true, description = "The folder that it was saved in.")
    private Path state = Path.of("");

    @Override
    public Integer call() {
        Progress progress = Progress.standard();
        long began = System.nanoTime();
        try (Engines engines = Surroundings.engines()) {
            SavedState.Size size = new SavedState(engines, state).load();
            if (size.items() > 0) {
                progress.done(
                        "brought back",
                        size.items() + " items, " + size.objects() + " objects",
                        Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return 0;
    }
}
