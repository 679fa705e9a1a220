package dev.orderflow.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a person sees while something takes time: lines everywhere, a moving bar where there is a terminal. */
public final class Progress {
    private static final int BAR = 30;
    private static final Duration MOVING_EVERY = Duration.ofSeconds(15);
    private final PrintStream out;
    private final boolean terminal;
    private String barOf = "";
    private long lastTenth;
    private String movingOf = "";
    private long movedAt;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** To standard output; a terminal where Java has a console. */
    public static Progress standard() {
        return new Progress(
                System.out, System.console() != null && System.console().isTerminal());
    }

    /** To standard error, where standard output is for a result that another program reads. */
    public static Progress besideResult() {
        return new Progress(System.err, false);
    }

    /** No output at all, for tests. */
    public static Progress silent() {
        return new Progress(new PrintStream(PrintStream.nullOutputStream()), false);
    }

    public synchronized void heading(String text) {
        clear();
        out.println();
        out.println(text);
    }

    public synchronized void line(String text) {
        clear();
        out.println(text);
    }

    public synchronized void done(String what, String where, Duration took) {
        line(String.format(Locale.ROOT, "  ✓ %-26s %-28s %5.1f s", what, where, took.toMillis() / 1000.0));
    }

    /** Redraws the bar on a terminal; elsewhere, in a log, a line for each tenth. */
    public synchronized void bar(String what, long done, long total, String detail) {
        if (terminal) {
            int filled = total == 0 ? 0 : (int) Math.min(BAR, BAR * done / total);
            out.printf("\r  %s [%s%s] %-40s", what, "█".repeat(filled), "·".repeat(BAR - filled), detail);
            out.flush();
            return;
        }
        long tenth = total == 0 ? 0 : 10 * done / total;
        if (!what.equals(barOf) || tenth != lastTenth) {
            barOf = what;
            lastTenth = tenth;
            out.println("  " + what + ": " + detail);
        }
    }

    /** How far something is whose end is not known: redrawn on a terminal; elsewhere, in a log, a line now and then. */
    public synchronized void moving(String what, String detail) {
        if (terminal) {
            out.printf("\r  %s  %-60s", what, detail);
            out.flush();
        } else if (!detail.isEmpty()
                && (!what.equals(movingOf) || System.nanoTime() - movedAt > MOVING_EVERY.toNanos())) {
            movingOf = what;
            movedAt = System.nanoTime();
            out.println("  " + what + "  " + detail);
        }
    }

    public boolean isTerminal() {
        return terminal;
    }

    private void clear() {
        if (terminal) {
            out.print("\r\u001b[K");
        }
    }
}
