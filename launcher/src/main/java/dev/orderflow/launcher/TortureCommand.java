package dev.orderflow.launcher;

import dev.orderflow.infra.engine.EngineException;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.torture.Torture;
import dev.orderflow.launcher.torture.TortureReport;
import dev.orderflow.launcher.torture.TortureSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "torture",
        description = "Kills, stops and doubles services under load, loses replies, reshards; then checks everything.")
final class TortureCommand implements Callable<Integer> {
    /** What shells report for Ctrl-C. */
    private static final int INTERRUPTED = 130;

    /** Far from a user's suite, from the bench's and from the tests'; it takes twenty. */
    private static final String PORT_BASE = "25080";

    /** All evidence is held in memory to be checked: an hour is some hundred thousand records. */
    private static final int MOST_MINUTES = 60;

    @Option(
            names = "--minutes",
            defaultValue = "5",
            description = "How long load and faults last; ${DEFAULT-VALUE} unless said otherwise.")
    private int minutes;

    @Option(names = "--seed", description = "Chooses load and faults; one that is printed, or any.")
    private long seed = ThreadLocalRandom.current().nextLong(1, 1_000_000);

    @Option(
            names = "--port-base",
            defaultValue = PORT_BASE,
            description = "First of the ports of a suite of its own; ${DEFAULT-VALUE} unless said otherwise.")
    private int portBase;

    @Override
    public Integer call() {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new SuiteException("--minutes must be from 1 to " + MOST_MINUTES);
        }
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve("torture")), portBase);
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            Suite.stop(layout);
                        },
                        "stop-torture"));
        Progress progress = Progress.standard();
        TortureReport report;
        try {
            report = new Torture(layout, TortureSettings.of(Duration.ofMinutes(minutes), seed), progress).run();
        } catch (SuiteException | EngineException failed) {
            if (stopping.get()) {
                // Of course nobody answers any more.
                return INTERRUPTED;
            }
            throw failed;
        }
        report.lines().forEach(progress::line);
        return report.violations().isEmpty() ? 0 : 1;
    }
}
