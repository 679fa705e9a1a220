package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orderflow.launcher.bench.TableKind;
import dev.orderflow.launcher.capacity.MeasuredOrders.Measured;
import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each figure against one that was reckoned by hand: the arithmetic stands beside it. */
class EstimateTest {
    private static final Offset<Double> CENT = within(0.01);
    private static final double GB = 1_073_741_824.0;

    /** Ten records of 1 KB each, 1 KB in the archive; 8 units in journals, 11 for positions; 2 units read. */
    private static final OrderUse ORDER = new OrderUse(
            10,
            12,
            10_240,
            10,
            10,
            1_024,
            Map.of(
                    "orders-journal", new TableUse(4, 4, 4, 0, 0, 2, 4_096),
                    "consumer-positions", new TableUse(10, 10, 0, 1, 0, 0, 1_000)));

    /** 600 write and 120 read units a minute by the clock, at two shards. */
    private static final MeasuredOrders MEASURED =
            new MeasuredOrders("2026-01-01", "by hand", 5, 2, 600, 120, everyOutcome(ORDER));

    private static final Prices PRICES = new Prices("2026-01-01", "eu-west-1", prices(), Set.of());

    @Test
    void shards_are_for_what_comes_in_or_what_is_read_whichever_is_more() {
        // 300 orders a second at the peak: 3,000 records and 3,072,000 bytes a second.
        // In: 3,000 / 1,000 / 0.7 = 4.3; 3,072,000 / 1,048,576 / 0.7 = 4.2: 5 shards.
        // Out: 5 consumers share 2 MB/s: 5 x 3,072,000 / 2,097,152 / 0.7 = 10.5: 11 shards.
        Stream polling = estimate(false).stream();
        assertThat(polling.shardsIn()).isEqualTo(5);
        assertThat(polling.shardsOut()).isEqualTo(11);
        assertThat(polling.shards()).isEqualTo(11);
        assertThat(polling.idleMillis())
                .as("5 reads a second for 5 applications")
                .isEqualTo(1_000);

        // Each has 2 MB/s of its own: 3,072,000 / 2,097,152 / 0.7 = 2.1: 3 shards, so 5 for what comes in.
        Stream fanOut = estimate(true).stream();
        assertThat(fanOut.shardsOut()).isEqualTo(3);
        assertThat(fanOut.shards()).isEqualTo(5);
        assertThat(fanOut.idleMillis()).isZero();
    }

    @Test
    void a_stream_costs_shards_or_bytes() {
        // 100/s x 3,600 x 730 = 262,800,000 orders a month.
        // Shards: 11 x 730 h x 0.02 = 160.60; puts: 2,628 million x 0.01 = 26.28; seven days: 11 x 730 x 0.03 = 240.90.
        assertThat(estimate(false).stream().provisionedUsd()).isCloseTo(427.78, CENT);
        // 730 x 0.05 = 36.50; in: 262,800,000 x 10 KB = 2,506.26 GB x 0.1 = 250.63; out: 5 x 2,506.26 x 0.04 = 501.25;
        // six more days of 8,640,000 x 10 KB = 82.40 GB each: 494.38 GB x 0.1 = 49.44.
        assertThat(estimate(false).stream().onDemandUsd()).isCloseTo(36.50 + 250.63 + 501.25 + 49.44, within(0.02));
        // Fan-out: 5 shards: 73.00 + 26.28 + 109.50; 5 consumers x (5 x 730 x 0.02 = 73.00 + 2,506.26 GB x 0.01 =
        // 25.06).
        assertThat(estimate(true).stream().provisionedUsd())
                .isCloseTo(73.00 + 26.28 + 109.50 + 5 * (73.00 + 25.0626), CENT);
    }

    @Test
    void units_cost_as_they_come_or_as_they_are_kept_ready() {
        Tables tables = estimate(false).tables();
        assertThat(tables.all().writeUnits()).as("4 + 4, 10 + 1").isEqualTo(19);
        // The clock: 600 / 60 = 10 a second at 2 shards and one instance; 11 shards are 5.5 times as many.
        assertThat(tables.clockWrites()).isCloseTo(55, CENT);
        assertThat(tables.clockReads()).isCloseTo(11, CENT);
        // (262.8 million x 19 + 2,628,000 s x 55 = 4,993.2 + 144.54 million) x 0.5
        // + (262.8 million x 2 + 2,628,000 s x 11 = 525.6 + 28.908 million) x 0.1
        assertThat(tables.onDemandUsd()).isCloseTo(5_137.74 * 0.5 + 554.508 * 0.1, CENT);
        // At the peak 300 x 19 + 55 = 5,755 and 300 x 2 + 11 = 611 units: 730 / 0.7 x (5,755 x 0.001 + 611 x 0.0002)
        assertThat(tables.provisionedUsd()).isCloseTo(6_129.08, CENT);
    }

    @Test
    void a_year_is_kept() {
        Estimate estimate = estimate(false);
        // 365 x 8,640,000 orders
        double orders = 3_153_600_000.0;
        assertThat(estimate.tables().bytesAfterAYear().get(TableKind.JOURNAL)).isCloseTo(orders * 4_096, within(1.0));
        assertThat(estimate.tables().bytesAfterAYear().get(TableKind.POSITION)).isCloseTo(orders * 1_000, within(1.0));
        assertThat(estimate.tables().storageUsd()).isCloseTo(orders * 5_096 / GB * (0.3 + 0.2), CENT);
        assertThat(estimate.stream().keptBytes()).isCloseTo(7 * 8_640_000.0 * 10_240, within(1.0));
    }

    @Test
    void small_objects_stay_where_they_are() {
        // 11 shards flush every minute: 0.18 objects a second. But 100 x 10,240 bytes a second fill 0.9766 objects,
        // each of 100 x 1,024 / 0.9766 = 104,857.6 bytes: below 128 KB.
        ArchiveAfterAYear archive = estimate(false).archive();
        assertThat(archive.objectsPerSecond()).isCloseTo(0.9766, within(0.0001));
        assertThat(archive.objectBytes()).isCloseTo(104_857.6, CENT);
        assertThat(archive.standardBytes()).isCloseTo(365 * 8_640_000.0 * 1_024, within(1.0));
        assertThat(archive.infrequentBytes() + archive.glacierBytes()).isZero();
        // 0.9765625 x 86,400 x 365 / 12 = 2,566,406.25 puts, a thousand at 0.005
        assertThat(archive.requestsUsd()).isCloseTo(12.832, CENT);
    }

    @Test
    void objects_wait_a_minute_for_others() {
        // One order a second: 10 records and 10,240 bytes would fill 0.0098 objects; 2 shards flush 2 / 60 = 0.0333.
        Workload quiet = new Workload(1, 3, 0, 0, 1, 24, 5, false, 7, 2, 0.5, 1, 4, 0, 0, false);
        ArchiveAfterAYear archive = ArchiveAfterAYear.of(quiet, ORDER, 2, 2_628_000, PRICES);
        assertThat(archive.objectsPerSecond()).isCloseTo(0.0333, within(0.0001));
        assertThat(archive.objectBytes()).as("1,024 / 0.0333").isCloseTo(30_720, CENT);
    }

    @Test
    void large_objects_grow_colder() {
        // With ten times as much in the archive, 1,048,576 bytes an object: 30 days, 90 days, 245 days.
        OrderUse large = new OrderUse(10, 12, 10_240, 10, 10, 10_240, Map.of());
        ArchiveAfterAYear archive = ArchiveAfterAYear.of(workload(false), large, 11, 262_800_000, PRICES);
        double aDay = 8_640_000.0 * 10_240;
        assertThat(archive.standardBytes()).isCloseTo(30 * aDay, within(1.0));
        assertThat(archive.infrequentBytes()).isCloseTo(90 * aDay, within(1.0));
        assertThat(archive.glacierBytes()).isCloseTo(245 * aDay, within(1.0));
        assertThat(archive.storageUsd()).isCloseTo(aDay / GB * (30 * 0.02 + 90 * 0.01 + 245 * 0.004), CENT);
        // 2,566.406 thousand objects: put, moved to Standard-IA, moved to Glacier.
        assertThat(archive.requestsUsd()).isCloseTo(2_566.406 * (0.005 + 0.01 + 0.02), CENT);
    }

    @Test
    void the_bus_reads_by_a_pipe_of_its_own_while_the_others_poll() {
        Workload workload = new Workload(100, 3, 0, 0, 3, 24, 5, false, 7, 2, 0.5, 1, 4, 0, 0, true);
        Stream stream = Stream.of(workload, ORDER, 262_800_000, PRICES);

        assertThat(stream.shards()).as("as without it").isEqualTo(11);
        assertThat(stream.idleMillis()).as("the five alone share the reads").isEqualTo(1_000);
        // 427.78 without it, and 11 x 730 x 0.02 = 160.60 + 2,506.26 GB x 0.01 = 25.06
        assertThat(stream.provisionedUsd()).isCloseTo(427.78 + 160.60 + 25.0626, CENT);
        // 837.82 without it, and 2,506.26 GB x 0.06 = 150.38
        assertThat(stream.onDemandUsd()).isCloseTo(837.82 + 150.38, within(0.02));
    }

    @Test
    void one_warehouse_takes_what_its_key_takes() {
        // 4 units of its journal for an order: 1,000 / 4. Index entries are under other keys.
        OrderUse reserving =
                new OrderUse(1, 1, 1, 1, 1, 1, Map.of("inventory-journal", new TableUse(2, 4, 2, 0, 0, 0, 0)));
        assertThat(estimate(reserving).mostOrdersOfOneWarehouse()).isEqualTo(250);
        assertThat(estimate(ORDER).mostOrdersOfOneWarehouse())
                .as("no stock, no limit")
                .isInfinite();
    }

    @Test
    void orders_that_end_otherwise_take_what_they_take() {
        List<Measured> measured = new ArrayList<>();
        for (int lines : List.of(1, 11)) {
            measured.add(new Measured(Outcome.COMPLETED, lines, records(10 + lines)));
            measured.add(new Measured(Outcome.DECLINED, lines, records(5)));
            measured.add(new Measured(Outcome.CANCELLED, lines, records(20)));
        }
        Workload workload = new Workload(1, 6, 10, 20, 1, 24, 5, false, 1, 1, 0.25, 0.5, 0, 0, 0, false);

        Estimate estimate =
                Estimate.of(workload, new MeasuredOrders("2026-01-01", "by hand", 5, 2, 0, 0, measured), PRICES);

        // Six lines lie in the middle of 11 and 21 records: 16. 0.7 x 16 + 0.1 x 5 + 0.2 x 20
        assertThat(estimate.order().records()).isCloseTo(15.7, CENT);
    }

    private static Estimate estimate(boolean fanOut) {
        return Estimate.of(workload(fanOut), MEASURED, PRICES);
    }

    private static Estimate estimate(OrderUse order) {
        return Estimate.of(
                workload(false), new MeasuredOrders("2026-01-01", "by hand", 5, 2, 0, 0, everyOutcome(order)), PRICES);
    }

    private static Workload workload(boolean fanOut) {
        return new Workload(100, 3, 0, 0, 3, 24, 5, fanOut, 7, 2, 0.5, 1, 4, 0, 0, false);
    }

    private static OrderUse records(double records) {
        return new OrderUse(records, 1, 1, 1, 1, 1, Map.of());
    }

    private static List<Measured> everyOutcome(OrderUse order) {
        List<Measured> all = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            all.add(new Measured(outcome, 1, order));
            all.add(new Measured(outcome, 10, order));
        }
        return all;
    }

    private static Map<Price, Double> prices() {
        Map<Price, Double> prices = new EnumMap<>(Price.class);
        for (Price price : Price.values()) {
            prices.put(price, 1.0);
        }
        prices.putAll(Map.of(
                Price.KINESIS_SHARD_HOUR, 0.02,
                Price.KINESIS_PUT_MILLION, 0.01,
                Price.KINESIS_RETENTION_SHARD_HOUR, 0.03,
                Price.KINESIS_FAN_OUT_SHARD_HOUR, 0.02,
                Price.KINESIS_FAN_OUT_GB, 0.01,
                Price.KINESIS_ON_DEMAND_HOUR, 0.05,
                Price.KINESIS_ON_DEMAND_IN_GB, 0.1,
                Price.KINESIS_ON_DEMAND_OUT_GB, 0.04,
                Price.KINESIS_ON_DEMAND_RETENTION_GB, 0.1));
        prices.put(Price.KINESIS_ON_DEMAND_FAN_OUT_GB, 0.06);
        prices.putAll(Map.of(
                Price.DYNAMODB_WRITE_MILLION, 0.5,
                Price.DYNAMODB_READ_MILLION, 0.1,
                Price.DYNAMODB_WRITE_CAPACITY_HOUR, 0.001,
                Price.DYNAMODB_READ_CAPACITY_HOUR, 0.0002,
                Price.DYNAMODB_STORAGE_GB, 0.3,
                Price.DYNAMODB_BACKUP_GB, 0.2));
        prices.putAll(Map.of(
                Price.S3_STANDARD_GB, 0.02,
                Price.S3_INFREQUENT_GB, 0.01,
                Price.S3_GLACIER_INSTANT_GB, 0.004,
                Price.S3_PUT_THOUSAND, 0.005,
                Price.S3_TRANSITION_INFREQUENT_THOUSAND, 0.01,
                Price.S3_TRANSITION_GLACIER_THOUSAND, 0.02));
        return prices;
    }
}
