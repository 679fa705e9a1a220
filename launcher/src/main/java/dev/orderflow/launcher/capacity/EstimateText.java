package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.bench.TableKind;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The estimate for people. */
final class EstimateText {
    private static final double KILOBYTE = 1024;

    /** AWS's own figures: about 200 ms with one polling application, 1,000 ms with five, 70 ms with enhanced fan-out. */
    private static final int FAN_OUT_MILLIS = 70;

    private final Estimate estimate;
    private final MeasuredOrders measured;
    private final Prices prices;
    private final List<String> lines = new ArrayList<>();

    EstimateText(Estimate estimate, MeasuredOrders measured, Prices prices) {
        this.estimate = estimate;
        this.measured = measured;
        this.prices = prices;
    }

    List<String> lines() {
        orders();
        stream();
        units();
        storage();
        bill();
        return lines;
    }

    private void orders() {
        Workload workload = estimate.workload();
        line("Orders");
        row(
                "a second",
                "%,.2f on average, %,.2f at the peak",
                workload.ordersPerSecond(),
                workload.peakOrdersPerSecond());
        row(
                "a day, a month",
                "%,.0f in %s hours, %,.0f in 730 hours",
                workload.ordersADay(),
                number(workload.hoursADay()),
                estimate.ordersAMonth());
        row(
                "each",
                "%d lines; %s %% declined, %s %% cancelled",
                workload.lines(),
                number(workload.declinedPercent()),
                number(workload.cancelledPercent()));
        row(
                "its records",
                "%.1f commits with %.1f events, %.1f KB on the stream, %.1f KB in the archive",
                estimate.order().records(),
                estimate.order().events(),
                estimate.order().recordBytes() / KILOBYTE,
                estimate.order().archiveBytes() / KILOBYTE);
        row("sizes", "as of %s, up to %d lines", measured.on(), measured.mostLines());
        row("", "%s", measured.how());
    }

    private void stream() {
        Workload workload = estimate.workload();
        Stream stream = estimate.stream();
        line("");
        line("Kinesis");
        row(
                "shards",
                "%d: %d for what comes in, %d for what %d consumers read (%s), filled to %.0f %% at the peak",
                stream.shards(),
                stream.shardsIn(),
                stream.shardsOut(),
                workload.polling() + workload.registered(),
                pipes(workload),
                100 * Estimate.UTILISATION);
        if (workload.fanOut()) {
            row("a record reaches a consumer", "after about %d ms, however many there are", FAN_OUT_MILLIS);
        } else {
            row(
                    "a shard is read",
                    "every %,d ms by each: 5 GetRecords a second for all (orderflow.consumer.idle)",
                    stream.idleMillis());
            row(
                    "a record reaches a consumer",
                    "after about %,d ms; with enhanced fan-out %d ms",
                    stream.idleMillis(),
                    FAN_OUT_MILLIS);
        }
        row("a month", "$%,.2f provisioned, $%,.2f on demand", stream.provisionedUsd(), stream.onDemandUsd());
        double most = estimate.mostOrdersOfOneWarehouse();
        row(
                "one warehouse",
                "takes %,.0f orders a second where nothing is batched: its journal is one key%s",
                most,
                most < workload.peakOrdersPerSecond() ? "  <-- LESS THAN THE PEAK" : "");
    }

    private void units() {
        Tables tables = estimate.tables();
        line("");
        line("DynamoDB");
        line(columns("units of an order", "writes", "items", "indexes", "refused", "transact.", "written", "read"));
        for (Map.Entry<TableKind, TableUse> each : tables.anOrder().entrySet()) {
            line(use(each.getKey().title(), each.getValue()));
        }
        line(use("an order", tables.all()));
        double peak = estimate.workload().peakOrdersPerSecond();
        double average = estimate.workload().ordersPerSecond();
        row(
                "leases and marks, orders or none",
                "%,.1f write and %,.1f read units a second",
                tables.clockWrites(),
                tables.clockReads());
        row(
                "a second on average",
                "%,.0f write and %,.0f read units",
                average * tables.all().writeUnits() + tables.clockWrites(),
                average * tables.all().readUnits() + tables.clockReads());
        row(
                "a second at the peak",
                "%,.0f write and %,.0f read units",
                peak * tables.all().writeUnits() + tables.clockWrites(),
                peak * tables.all().readUnits() + tables.clockReads());
        row(
                "a month",
                "$%,.2f on demand, $%,.2f provisioned for the peak without auto scaling",
                tables.onDemandUsd(),
                tables.provisionedUsd());
    }

    private void storage() {
        line("");
        line("Storage after a year");
        estimate.tables()
                .bytesAfterAYear()
                .forEach((kind, bytes) -> row("DynamoDB, " + kind.title(), "%s", size(bytes)));
        ArchiveAfterAYear archive = estimate.archive();
        row("S3 archive, Standard", "%s", size(archive.standardBytes()));
        row(
                "S3 archive, Standard-IA",
                "%s, after %d days",
                size(archive.infrequentBytes()),
                ArchiveAfterAYear.INFREQUENT_AFTER);
        row(
                "S3 archive, Glacier Instant",
                "%s, after %d days",
                size(archive.glacierBytes()),
                ArchiveAfterAYear.GLACIER_AFTER);
        row(
                "S3 objects",
                "%,.1f a second of %s%s",
                archive.objectsPerSecond(),
                size(archive.objectBytes()),
                archive.glacierBytes() == 0 ? ": below 128 KB, so they stay in Standard" : "");
        row(
                "stream, always",
                "%s in %d days",
                size(estimate.stream().keptBytes()),
                estimate.workload().retentionDays());
    }

    private void bill() {
        line("");
        line(String.format(
                Locale.ROOT,
                "A month by the list prices of %s as noted on %s; %d of %d from memory (docs/capacity.md)",
                prices.region(),
                prices.noted(),
                prices.remembered().size(),
                prices.usd().size()));
        Bill bill = estimate.bill();
        bill.lines().forEach((what, usd) -> line(String.format(Locale.ROOT, "  %-52s %,12.2f $", what, usd)));
        line(String.format(Locale.ROOT, "  %-52s %,12.2f $", "together", bill.together()));
        line(String.format(Locale.ROOT, "  %-52s %,12.4f $", "an order", bill.together() / estimate.ordersAMonth()));
        line(
                "  Not in it: tax, support, staging; traffic to the internet and between zones, flow logs, traces, Config");
        line("  and what else docs/capacity.md names, each with the reason.");
    }

    private static String pipes(Workload workload) {
        if (workload.fanOut()) {
            return "enhanced fan-out: 2 MB/s a shard each";
        }
        return "polling: 2 MB/s a shard for all" + (workload.events() ? ", but the events stack's has its own" : "");
    }

    private static String use(String what, TableUse use) {
        return columns(
                what,
                tenth(use.writes()),
                tenth(use.itemUnits()),
                tenth(use.indexUnits()),
                tenth(use.refused()),
                tenth(use.transactional()),
                tenth(use.writeUnits()),
                tenth(use.readUnits()));
    }

    private static String columns(String... cells) {
        return String.format(Locale.ROOT, "  %-22s %8s %8s %8s %8s %9s %8s %8s", (Object[]) cells);
    }

    private static String tenth(double number) {
        return String.format(Locale.ROOT, "%,.1f", number);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : String.valueOf(number);
    }

    private static String size(double bytes) {
        String[] units = {"bytes", "KB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        double shown = bytes;
        while (shown >= KILOBYTE && unit < units.length - 1) {
            shown /= KILOBYTE;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%,.0f %s" : "%,.1f %s", shown, units[unit]);
    }

    private void row(String what, String figure, Object... values) {
        line(String.format(Locale.ROOT, "  %-34s %s", what, String.format(Locale.ROOT, figure, values)));
    }

    private void line(String text) {
        lines.add(text.stripTrailing());
    }
}
