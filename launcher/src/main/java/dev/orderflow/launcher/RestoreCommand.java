package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "restore",
        description = "Makes all tables again from the archive, after they were lost; then starts all.")
final class RestoreCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Layout layout = Layout.ofCheckout();
        Progress progress = Progress.standard();
        if (Suite.isRunning(layout)) {
            throw new SuiteException("The suite runs; a restore needs it to stand still: ./orderflow down");
        }
        new Restore(new Suite(layout, progress), progress).run();
        return 0;
    }
}
