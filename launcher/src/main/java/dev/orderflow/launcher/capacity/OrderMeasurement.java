package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import dev.orderflow.launcher.bench.ItemBytes;
import dev.orderflow.launcher.bench.TableChanges;
import dev.orderflow.launcher.bench.TableKind;
import dev.orderflow.launcher.bench.TableShape;
import dev.orderflow.launcher.bench.Written;
import dev.orderflow.launcher.capacity.MeasuredOrders.Measured;
import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.Journals;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Places orders of each outcome and some numbers of lines, one after the other, so that nothing of two orders is folded
 * into one write, and notes everything that they do to the engines. That is the most that an order takes; under load
 * several orders share writes.
 */
final class OrderMeasurement {
    /** Where the services' stream is not told otherwise. */
    private static final int SHARDS = 2;

    private static final List<Integer> LINES = List.of(1, 3, 20);
    private static final int ORDERS_EACH = 5;

    /** Letters, back office and archive follow an order's end; the archive waits five seconds for others. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_ORDER = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** What DynamoDB adds to the bytes of each item, and of each entry of an index, for its storage price. */
    private static final int OVERHEAD = 100;

    private final Engines engines;
    private final DynamoCalls calls;
    private final SampleShop shop;
    private final Progress progress;
    private final Journals journals;
    private final List<String> tables;
    private final Map<String, TableShape> shapes = new TreeMap<>();
    private final TableChanges changes;

    private OrderMeasurement(Engines engines, DynamoCalls calls, SampleShop shop, Progress progress) {
        this.engines = engines;
        this.calls = calls;
        this.shop = shop;
        this.progress = progress;
        this.journals = new Journals(engines.dynamo());
        this.tables = List.copyOf(
                engines.dynamo().listTablesPaginator().tableNames().stream().toList());
        for (String table : tables) {
            shapes.put(
                    table,
                    TableShape.of(engines.dynamo()
                            .describeTable(describe -> describe.tableName(table))
                            .table()));
        }
        this.changes = TableChanges.follow(engines, tables);
    }

    /** On a suite of its own, always empty; nothing of it is left running. */
    static MeasuredOrders on(Layout layout, Progress progress) {
        Suite.forget(layout);
        try (DynamoCalls calls = DynamoCalls.before(layout.dynamoDb());
                Suite suite = new Suite(
                        layout,
                        progress,
                        Map.of(
                                "SPRING_CLOUD_AWS_DYNAMODB_ENDPOINT",
                                calls.address().toString(),
                                "ORDERFLOW_SHARDS",
                                String.valueOf(SHARDS),
                                "ORDERFLOW_NOTIFICATIONS_MAIL_PERSECOND",
                                "1000"));
                Engines engines = Engines.of(layout)) {
            suite.start();
            SampleShop shop = new SampleShop(new Api(layout.url(Service.EDGE)), LINES.getLast());
            shop.open();
            return new OrderMeasurement(engines, calls, shop, progress).measure();
        }
    }

    private MeasuredOrders measure() {
        progress.heading("What the clock alone does, for " + IDLE.toSeconds() + " s");
        awaitQuiet();
        forget();
        Pause.of(IDLE);
        changes.read();
        double clockWrites = perMinute(changes.written().values().stream()
                .mapToLong(written -> written.units().table() + written.units().indexes())
                .sum());
        Map<String, Double> readsASecond = new TreeMap<>();
        calls.noted().forEach((table, noted) -> readsASecond.put(table, noted.readUnits() / IDLE.toSeconds()));
        double clockReads =
                readsASecond.values().stream().mapToDouble(each -> 60 * each).sum();

        List<Measured> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            for (int lines : LINES) {
                progress.line("  " + ORDERS_EACH + " orders of " + lines + " lines: " + outcome);
                all.add(new Measured(outcome, lines, measure(outcome, lines, readsASecond)));
            }
        }
        return new MeasuredOrders(
                LocalDate.now(ZoneOffset.UTC).toString(),
                "all tables, reads and records of orders placed one after the other on local engines",
                ORDERS_EACH,
                SHARDS,
                clockWrites,
                clockReads,
                all);
    }

    private OrderUse measure(Outcome outcome, int lines, Map<String, Double> readsASecond) {
        Stored before = stored();
        ArchiveText archived = ArchiveText.of(engines.s3());
        forget();
        long began = System.nanoTime();
        for (int order = 0; order < ORDERS_EACH; order++) {
            ended(shop.place(outcome, lines), outcome);
        }
        awaitQuiet();
        double seconds = (System.nanoTime() - began) / 1e9;
        Stored after = stored();
        Map<String, Written> written = changes.written();
        Map<String, DynamoCalls.Noted> noted = calls.noted();
        Map<String, TableUse> uses = new TreeMap<>();
        for (String table : tables) {
            if (TableKind.of(table) == TableKind.CLOCK) {
                continue;
            }
            Written writes = written.getOrDefault(table, Written.NOTHING);
            DynamoCalls.Noted others = noted.getOrDefault(table, DynamoCalls.Noted.NOTHING);
            double reads = others.readUnits() - seconds * readsASecond.getOrDefault(table, 0.0);
            TableUse use = new TableUse(
                            writes.writes(),
                            writes.units().table(),
                            writes.units().indexes(),
                            others.refused(),
                            others.inTransactions(),
                            Math.max(0, reads),
                            after.bytes(table) - before.bytes(table))
                    .times(1.0 / ORDERS_EACH);
            if (use.writeUnits() > 0 || use.readUnits() >= 0.1) {
                uses.put(table, rounded(use));
            }
        }
        Stored.Records records = after.records().minus(before.records());
        return new OrderUse(
                each(records.number()),
                each(records.events()),
                each(records.bytes()),
                each(records.payloadUnits()),
                each(records.kilobytes()),
                each(ArchiveText.of(engines.s3()).compressedBeyond(archived)),
                uses);
    }

    private void ended(String orderId, Outcome outcome) {
        String status = Wait.upTo(LONGEST_ORDER, () -> journals.order(orderId).flatMap(order -> order.end()))
                .orElseThrow(() -> new SuiteException("Order " + orderId + " has not ended within "
                        + LONGEST_ORDER.toSeconds() + " s; the services' logs are in .orderflow/capacity/logs"))
                .status();
        String expected = switch (outcome) {
            case COMPLETED -> "COMPLETED";
            case DECLINED -> "REJECTED";
            case CANCELLED -> "CANCELLED";
        };
        if (!status.equals(expected)) {
            throw new SuiteException("Order " + orderId + " should have ended " + expected + " and ended " + status);
        }
    }

    private void forget() {
        changes.forget();
        calls.forget();
    }

    private void awaitQuiet() {
        long quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < QUIET.toNanos()) {
            if (changes.read() > 0) {
                quietSince = System.nanoTime();
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private Stored stored() {
        Map<String, Long> bytes = new TreeMap<>();
        Stored.Records records = Stored.Records.NONE;
        for (String table : tables) {
            if (TableKind.of(table) == TableKind.CLOCK) {
                continue;
            }
            TableShape shape = Optional.ofNullable(shapes.get(table)).orElseThrow();
            long sum = 0;
            for (Map<String, AttributeValue> item : engines.dynamo()
                    .scanPaginator(scan -> scan.tableName(table))
                    .items()) {
                sum += ItemBytes.of(item) + OVERHEAD;
                for (TableShape.Index index : shape.indexes()) {
                    Map<String, AttributeValue> entry = index.entry(item);
                    sum += entry.isEmpty() ? 0 : ItemBytes.of(entry) + OVERHEAD;
                }
                if (TableKind.of(table) == TableKind.JOURNAL) {
                    records = records.plus(Stored.Records.of(item));
                }
            }
            bytes.put(table, sum);
        }
        return new Stored(bytes, records);
    }

    private static TableUse rounded(TableUse use) {
        return new TableUse(
                tenth(use.writes()),
                tenth(use.itemUnits()),
                tenth(use.indexUnits()),
                tenth(use.refused()),
                tenth(use.transactional()),
                tenth(use.readUnits()),
                tenth(use.storedBytes()));
    }

    private static double each(double all) {
        return tenth(all / ORDERS_EACH);
    }

    private static double tenth(double number) {
        return Math.round(number * 10) / 10.0;
    }

    private static double perMinute(long units) {
        return Math.round(units * 60.0 / IDLE.toSeconds());
    }
}
