package dev.orderflow.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Starts engines and services, and leaves them running.")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--fresh", description = "Deletes yesterday's data first.")
    private boolean fresh;

    @Override
    public Integer call() {
        Layout layout = Layout.ofCheckout();
        Progress progress = Progress.standard();
        if (!fresh && Suite.isRunning(layout)) {
            progress.line("The suite runs already: ./orderflow status");
            return 0;
        }
        if (fresh) {
            Suite.forget(layout);
        }
        new Suite(layout, progress).start();
        progress.heading("Everything runs. Where to look next");
        progress.line("  " + layout.url(Service.EDGE) + "        the way in: links and first requests");
        progress.line("  ./orderflow token customer   a token for them");
        progress.line("  ./orderflow status           what runs");
        progress.line("  ./orderflow logs             what it says");
        progress.line("  ./orderflow down             stops it all; the data stays");
        return 0;
    }
}
