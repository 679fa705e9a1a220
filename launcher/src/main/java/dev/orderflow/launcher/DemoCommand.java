package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.launcher.demo.Demo;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = "Starts everything, plays three stories, imports a month of real orders, and reports.")
final class DemoCommand implements Callable<Integer> {
    /** What shells report for Ctrl-C. */
    private static final int INTERRUPTED = 130;

    @Option(names = "--exit", description = "Stops by itself; 0 only if every check of the report holds.")
    private boolean exit;

    @Option(names = "--fresh", description = "Deletes yesterday's data first.")
    private boolean fresh;

    @Override
    public Integer call() throws InterruptedException {
        Layout layout = Layout.ofCheckout();
        Progress progress = Progress.standard();
        if (fresh) {
            Suite.forget(layout);
        }
        // Ctrl-C and a closed terminal end up here too, so nothing is left running whatever happens.
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            stop(layout, progress);
                        },
                        "stop-suite"));
        boolean good;
        try {
            new Suite(layout, progress).start();
            good = new Demo(layout, progress, InstantSource.system()).play();
        } catch (SuiteException | EngineException failed) {
            if (stopping.get()) {
                // Of course nobody answers any more; the hook says what is going on.
                return INTERRUPTED;
            }
            throw failed;
        }
        whereToLook(layout, progress);
        if (exit) {
            progress.heading(good ? "Every check holds." : "Not every check holds: see above.");
        } else {
            progress.heading("The suite stays up: Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return good ? 0 : 1;
    }

    private static void stop(Layout layout, Progress progress) {
        progress.heading("Stopping services, then engines (the data stays)");
        progress.line("  stopped " + Suite.stop(layout) + " processes");
    }

    private static void whereToLook(Layout layout, Progress progress) {
        String edge = layout.url(Service.EDGE).toString();
        progress.heading("Where to look next");
        progress.line("  " + edge + "          the way in: links and first requests");
        progress.line("  " + edge + "/docs     every resource, to try out; a token: ./orderflow token operator");
        progress.line("  " + edge + "/inbox    the e-mails that were sent");
        progress.line("  ./orderflow status                the processes and their memory");
        progress.line("  ./orderflow logs order-service    what a service says");
        progress.line("  .orderflow/data                   everything that is kept");
    }
}
