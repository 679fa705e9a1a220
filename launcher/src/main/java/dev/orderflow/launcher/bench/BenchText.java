package dev.orderflow.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report for people: what was measured on, orders, their cost, and the processes. */
final class BenchText {
    private final BenchReport report;
    private final List<String> lines = new ArrayList<>();

    BenchText(BenchReport report) {
        this.report = report;
    }

    List<String> lines() {
        machine();
        speed();
        comparison();
        cost();
        processes();
        lines.addAll(new HistoryText(report).lines());
        return lines;
    }

    private void machine() {
        Machine machine = report.machine();
        line("");
        line("Measured on");
        row("machine", "%d processors, %,d MB, %s", machine.processors(), machine.memoryMegabytes(), machine.system());
        row("Java", "%s", machine.java());
        row("load before the start", "%.1f", machine.loadBefore());
        row("the whole run", "%d min %d s", report.tookSeconds() / 60, report.tookSeconds() % 60);
    }

    private void speed() {
        Speed speed = report.speed();
        line("");
        line(String.format(
                Locale.ROOT,
                "Speed: %,d orders of %d lines, %d at a time, in %d rounds",
                speed.orders(),
                report.linesPerOrder(),
                report.clients(),
                speed.rounds().size()));
        row("orders accepted", "%.1f/s", speed.acceptedPerSecond());
        row("orders completed", "%.1f/s (%,d of %,d)", speed.completedPerSecond(), speed.completed(), speed.orders());
        row(
                "accept, seen by the client",
                "p50 %,.0f ms, p99 %,.0f ms",
                speed.accept().p50(),
                speed.accept().p99());
        row(
                "accept to end",
                "p50 %,.0f ms, p99 %,.0f ms",
                speed.acceptToEnd().p50(),
                speed.acceptToEnd().p99());
        row(
                "first order, right after the start",
                "accepted %.1f s after all were ready, ended %.1f s later",
                report.firstOrder().readyToAcceptedMillis() / 1000,
                report.firstOrder().acceptToEndMillis() / 1000);
    }

    private void comparison() {
        Speed speed = report.speed();
        line("");
        line(String.format(
                Locale.ROOT,
                "Against a bare SDK loop on the same engines: items of %,d bytes, %d at a time",
                report.commitBytes(),
                report.clients()));
        line(compared("", "accepted/s", "completed/s", "puts/s", "put+record/s", "acc. : puts", "acc. : p+r"));
        int number = 0;
        for (Comparison round : speed.rounds()) {
            number++;
            line(compared(
                    "round " + number,
                    rate(round.accepted()),
                    rate(round.completed()),
                    rate(round.puts()),
                    rate(round.putsAndRecords()),
                    ratio(round.acceptedToPuts()),
                    ratio(round.acceptedToPutsAndRecords())));
        }
        line(compared(
                "median",
                "",
                "",
                rate(speed.putsPerSecond()),
                rate(speed.putsAndRecordsPerSecond()),
                ratio(speed.acceptedToPuts()),
                ratio(speed.acceptedToPutsAndRecords())));
        double writes = speed.completedPerSecond() * report.cost().writesPerOrder();
        row(
                "all writes of the suite",
                "%,.0f/s while orders are fulfilled, %.2f of the bare puts",
                writes,
                Figures.ratio(writes, speed.putsPerSecond()));
    }

    private void cost() {
        Cost cost = report.cost();
        line("");
        line(String.format(
                Locale.ROOT, "Cost of an order in AWS's units, counted over %,d further orders", cost.orders()));
        line(charged("DynamoDB write units of", "", "writes", "items", "indexes", "units"));
        for (Cost.Table table : cost.tables()) {
            line(charged(
                    table.name(),
                    table.kind().title(),
                    two(table.writesPerOrder()),
                    two(table.tableUnitsPerOrder()),
                    two(table.indexUnitsPerOrder()),
                    two(table.unitsPerOrder())));
        }
        line(charged("an order", "", two(cost.writesPerOrder()), "", "", two(cost.unitsPerOrder())));
        line(charged("  its journals alone", "", "", "", "", two(cost.journalUnitsPerOrder())));
        row(
                "journals against the floor",
                "%.2f of the %d units that %d lines take at the least",
                Figures.ratio(cost.journalUnitsPerOrder(), cost.journalFloor()),
                cost.journalFloor(),
                report.linesPerOrder());
        row(
                "Kinesis",
                "%.2f records, %.2f payload units of 25 KB an order",
                cost.streamRecordsPerOrder(),
                cost.payloadUnitsPerOrder());
        row("leases and marks, without any order", "%,.0f write units a minute", cost.clockUnitsPerMinute());
    }

    private void processes() {
        line("");
        line("Start-up and memory");
        line(process("", "ready after", "then", "at the end"));
        long atStart = 0;
        long atEnd = 0;
        for (BenchReport.Process each : report.processes()) {
            atStart += each.megabytesAtStart();
            atEnd += each.megabytesAtEnd();
            line(process(
                    each.name(),
                    String.format(Locale.ROOT, "%.1f s", each.startUpSeconds()),
                    megabytes(each.megabytesAtStart()),
                    megabytes(each.megabytesAtEnd())));
        }
        line(process("all", "", megabytes(atStart), megabytes(atEnd)));
    }

    private void row(String what, String figure, Object... values) {
        line(labelled(what, figure, values));
    }

    /** A figure and what it is, in a column that all sections share. */
    static String labelled(String what, String figure, Object... values) {
        return String.format(Locale.ROOT, "  %-36s %s", what, String.format(Locale.ROOT, figure, values));
    }

    private static String compared(String... cells) {
        return String.format(Locale.ROOT, "  %-8s %11s %12s %9s %13s %12s %11s", (Object[]) cells);
    }

    private static String charged(String... cells) {
        return String.format(Locale.ROOT, "  %-32s %-11s %8s %8s %8s %8s", (Object[]) cells);
    }

    private static String process(String... cells) {
        return String.format(Locale.ROOT, "  %-28s %12s %10s %12s", (Object[]) cells);
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.1f", perSecond);
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static String megabytes(long megabytes) {
        return megabytes == 0 ? "-" : String.format(Locale.ROOT, "%,d MB", megabytes);
    }

    private void line(String text) {
        lines.add(text.stripTrailing());
    }
}
