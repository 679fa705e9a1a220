package dev.orderflow.simulation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What {@code ./orderflow simulate} runs: as many seeds as are asked for, or one with its trace. */
public final class Simulate {
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    /** In a log, a line this often; on a terminal the line is drawn anew. */
    private static final long LINE_EVERY = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final long seeds;
    private final long started = System.nanoTime();
    private long shown = started;

    private Simulate(PrintStream out, boolean terminal, long seeds) {
        this.out = out;
        this.terminal = terminal;
        this.seeds = seeds;
    }

    /** @param arguments how many seeds, and the first of them */
    public static void main(String[] arguments) {
        long seeds = Long.parseLong(arguments[0]);
        long from = Long.parseLong(arguments[1]);
        Node.silenceTheDead();
        boolean terminal = System.console() != null && System.console().isTerminal();
        System.exit(new Simulate(System.out, terminal, seeds).run(from) ? 0 : 1);
    }

    private boolean run(long from) {
        return seeds == 1 ? one(from) : many(from);
    }

    private boolean one(long seed) {
        Simulation simulation = new Simulation(seed, Plant.NONE, true);
        try {
            simulation.run();
        } catch (Violation violation) {
            simulation.environment().trace().forEach(out::println);
            out.printf("Seed %d fails: %s%n", seed, violation.getMessage());
            return false;
        }
        simulation.environment().trace().forEach(out::println);
        out.printf(
                Locale.ROOT,
                "Seed %d holds: %,d calls to engines, %,d accepted answers%n",
                seed,
                simulation.environment().calls(),
                simulation.accepted());
        return true;
    }

    private boolean many(long from) {
        out.printf(Locale.ROOT, "Simulating %,d seeds from %d, %d at once%n", seeds, from, Seeds.AT_ONCE);
        Seeds all = new Seeds(from, seeds, this::show);
        boolean held = all.run();
        if (terminal) {
            out.print("\r\u001b[K");
        }
        if (!held) {
            Seeds.Failure failure = all.failure();
            out.printf(
                    "Seed %d fails: %s%n", failure.seed(), failure.violation().getMessage());
            out.printf("This replays it, with its trace:%n  %s%n", failure.replay());
            return false;
        }
        out.printf(
                Locale.ROOT,
                "All of %,d seeds hold, in %s: %,d calls to engines, %,d accepted answers%n",
                seeds,
                clock((System.nanoTime() - started) / NANOS),
                all.calls(),
                all.accepted());
        return true;
    }

    private synchronized void show(long done) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? NANOS / 5 : LINE_EVERY)) {
            return;
        }
        shown = now;
        double seconds = (now - started) / (double) NANOS;
        double rate = done / seconds;
        String line = String.format(
                Locale.ROOT,
                "  %,d of %,d seeds, %.1f a second, %s remaining",
                done,
                seeds,
                rate,
                clock(Math.round((seeds - done) / rate)));
        if (terminal) {
            out.print("\r\u001b[K" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Minutes and seconds; hours where there are any. */
    private static String clock(long seconds) {
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }
}
