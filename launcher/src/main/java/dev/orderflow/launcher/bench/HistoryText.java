package dev.orderflow.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: how fast services come back and catch up, and how fast history is read. */
final class HistoryText {
    private final BenchReport report;
    private final List<String> lines = new ArrayList<>();

    HistoryText(BenchReport report) {
        this.report = report;
    }

    List<String> lines() {
        firstRecords();
        catchUp();
        rebuild();
        replay();
        streamLoads();
        return lines;
    }

    private void firstRecords() {
        line("");
        line("First record of the stream");
        line(first("", "after", "ready after", "then consuming for"));
        for (FirstRecord each : report.firstRecords()) {
            line(first(
                    each.service(),
                    each.situation().title(),
                    String.format(Locale.ROOT, "%.1f s", each.readySeconds()),
                    String.format(Locale.ROOT, "%.1f s", each.consumingSeconds())));
        }
    }

    private void catchUp() {
        CatchUp catchUp = report.catchUp();
        line("");
        line(String.format(
                Locale.ROOT,
                "Catching up: %s was stopped while %,d orders were fulfilled, then started",
                catchUp.service(),
                catchUp.orders()));
        row("came in meanwhile", "%,d records at %,.0f/s", catchUp.records(), catchUp.ingestPerSecond());
        row("worked off", "in %.1f s, %,.0f/s", catchUp.workingSeconds(), catchUp.perSecond());
        row("level again", "%.1f s after the start of its process", catchUp.levelSeconds());
        row("catch-up : ingest", "%.1f", catchUp.ratio());
    }

    private void rebuild() {
        RebuildTime rebuild = report.rebuild();
        line("");
        line(String.format(
                Locale.ROOT, "Rebuild of the largest read model, %s: %,d items", rebuild.readModel(), rebuild.items()));
        row("archive read and applied", "%,d records at %,d/s", rebuild.records(), rebuild.recordsPerSecond());
        row(
                "work",
                "%.1f s filling, %.1f s following the stream, %.1f s comparing",
                rebuild.fillingSeconds(),
                rebuild.followingSeconds(),
                rebuild.comparingSeconds());
        row("fixed waits", "%.1f s until every instance surely knows, at three steps", rebuild.waitingSeconds());
        row("in all", "%.1f s", rebuild.seconds());
        row(
                "drift",
                "%s: %,d of %,d items equal to the fold of the journals",
                rebuild.equal() == rebuild.items() ? "none" : "SOME",
                rebuild.equal(),
                rebuild.items());
    }

    private void replay() {
        Replay replay = report.replay();
        line("");
        line(String.format(
                Locale.ROOT,
                "Replay of the archive on one thread, by its processor time: %,d events in %,d objects, %.1f MB unpacked",
                replay.events(),
                replay.objects(),
                replay.inflatedBytes() / 1e6));
        row("archive to commits", "%,.0f events/s", replay.eventsPerSecond());
        row("bare gunzip and parse to trees", "%,.0f events/s", replay.bareEventsPerSecond());
        row("replay : bare", "%.2f", replay.ratio());
    }

    private void streamLoads() {
        line("");
        line("Loading a stream");
        line(loaded("version", "commits", "with snapshots", "from the first event"));
        for (StreamLoad load : report.streamLoads()) {
            line(loaded(
                    String.format(Locale.ROOT, "%,d", load.version()),
                    String.format(Locale.ROOT, "%,d", load.commits()),
                    String.format(Locale.ROOT, "%,.1f ms", load.millis()),
                    String.format(Locale.ROOT, "%,.1f ms", load.fromTheFirstMillis())));
        }
    }

    private void row(String what, String figure, Object... values) {
        line(BenchText.labelled(what, figure, values));
    }

    private static String first(String... cells) {
        return String.format(Locale.ROOT, "  %-28s %-8s %12s %20s", (Object[]) cells);
    }

    private static String loaded(String... cells) {
        return String.format(Locale.ROOT, "  %12s %12s %18s %24s", (Object[]) cells);
    }

    private void line(String text) {
        lines.add(text.stripTrailing());
    }
}
