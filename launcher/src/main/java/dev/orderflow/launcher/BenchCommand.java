package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.bench.Bench;
import dev.orderflow.launcher.bench.BenchReport;
import dev.orderflow.launcher.bench.FiguresInPage;
import dev.orderflow.launcher.bench.Machine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description =
                "Measures speed, cost per order, memory, start-up, catch-up, rebuild and replay, on a suite of its"
                        + " own (docs/bench.md).")
final class BenchCommand implements Callable<Integer> {
    /** What shells report for Ctrl-C. */
    private static final int INTERRUPTED = 130;

    /**
     * Far from a user's suite and from the tests', which may be running; below 32768, where Linux starts to take ports for
     * outgoing connections.
     */
    private static final String PORT_BASE = "24080";

    /** A round of one order has no percentiles to speak of, but it works. */
    private static final int FEWEST = Bench.ROUNDS;

    @Option(
            names = "--orders",
            defaultValue = "400",
            description = "Orders in all measured rounds together; ${DEFAULT-VALUE} take about four minutes.")
    private int orders;

    @Option(
            names = "--json",
            description = "Prints one JSON document on standard output, and the progress on standard error.")
    private boolean json;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Also puts the report into this page, between the two lines that mark its place.")
    private @Nullable Path page;

    @Option(
            names = "--port-base",
            defaultValue = PORT_BASE,
            description = "First of nine ports of the bench's own suite; ${DEFAULT-VALUE} unless said otherwise.")
    private int portBase;

    @Override
    public Integer call() {
        if (orders < FEWEST) {
            throw new SuiteException("--orders must be at least " + FEWEST + ", one for each round");
        }
        Optional<FiguresInPage> place = Optional.ofNullable(page).map(FiguresInPage::in);
        PrintStream out = System.out;
        if (json) {
            // Whatever else has something to say must not end up in the document.
            System.setOut(System.err);
        }
        Progress progress = json ? Progress.besideResult() : Progress.standard();
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve("bench")), portBase);
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            Suite.stop(layout);
                        },
                        "stop-bench"));
        BenchReport report;
        try {
            report = measured(layout, progress);
        } catch (SuiteException | EngineException failed) {
            if (stopping.get()) {
                // Of course nobody answers any more.
                return INTERRUPTED;
            }
            throw failed;
        }
        if (json) {
            out.println(report.json());
        } else {
            report.lines().forEach(progress::line);
            progress.line("");
            progress.line("What each figure means: docs/bench.md");
        }
        place.ifPresent(figures -> figures.write(report.lines()));
        return 0;
    }

    private BenchReport measured(Layout layout, Progress progress) {
        Machine machine = Machine.now();
        long began = System.nanoTime();
        Suite.forget(layout);
        try (Suite suite = new Suite(layout, progress, Bench.SETTINGS)) {
            suite.start();
            return new Bench(suite, progress).run(machine, orders, began);
        }
    }
}
