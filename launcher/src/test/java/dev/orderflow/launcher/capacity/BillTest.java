package dev.orderflow.launcher.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orderflow.launcher.capacity.MeasuredOrders.Measured;
import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Each line of the bill against one that was reckoned by hand: the arithmetic stands beside it. What the templates decide
 * stands there by its name in {@link ProductionStacks}, so that a further alarm is counted in one place.
 */
class BillTest {
    private static final Offset<Double> CENT = within(0.005);

    /** Ten records with 12 events and 10 KB, 1 KB in the archive; 13 units written, 1 read, 1 KB stored. */
    private static final OrderUse ORDER = new OrderUse(
            10,
            12,
            10_240,
            10,
            10,
            1_024,
            Map.of(
                    "notifications-journal", new TableUse(2, 4, 2, 0, 0, 1, 0),
                    "inventory-journal", new TableUse(2, 4, 2, 1, 0, 0, 1_024)));

    /** 10 orders a second all month: 10 x 3,600 x 730 = 26,280,000, and 864,000 a day. */
    private static final Bill BILL = bill(true);

    @Test
    void tables() {
        // The clock: 600 / 60 and 120 / 60 units a second for one instance, twice as many for two: 20 and 4.
        // (26.28 million x 13 + 2,628,000 s x 20 = 394.2 million) x 0.5 + (26.28 + 10.512 million) x 0.1
        assertThat(line("DynamoDB, on demand")).isCloseTo(197.10 + 3.6792, CENT);
        // 365 x 864,000 x 1 KB = 300.7507 GB x (0.3 + 0.2)
        assertThat(line("DynamoDB storage")).isCloseTo(150.3754, CENT);
        // Of an order 4 writes, 1 refused, 1 read: 26.28 million x 6 + 2,628,000 s x 24 = 220.752 million accesses,
        // each by two rules, a million at 0.03.
        assertThat(line("DynamoDB Contributor Insights"))
                .isCloseTo(ProductionStacks.INSIGHTS_RULES * 0.5 + 13.2451, CENT);
    }

    @Test
    void stream() {
        // One shard: 730 x (0.02 + 0.03) + 262.8 million puts x 0.01 a million = 36.50 + 2.628; six consumers, each
        // 730 x 0.02 + 250.6256 GB x 0.01 = 17.1063. On demand would be 156.73.
        assertThat(line("Kinesis, provisioned")).isCloseTo(39.128 + 6 * 17.1063, CENT);
        // Without the events stack, five.
        assertThat(line(bill(false), "Kinesis, provisioned")).isCloseTo(39.128 + 5 * 17.1063, CENT);
    }

    @Test
    void archive() {
        // 100 KB a second are 0.09765625 objects of a MiB, compressed to 104,857.6 bytes, which stay in Standard:
        // 300.7507 GB x 0.02
        assertThat(line("S3 archive")).isCloseTo(6.0150, CENT);
        // 0.09765625 x 86,400 x 365 / 12 = 256,640.6 puts, a thousand at 0.005
        assertThat(line("S3 requests")).isCloseTo(1.2832, CENT);
        // As many data events, a hundred thousand at 0.1
        assertThat(line("CloudTrail")).isCloseTo(0.2566, CENT);
    }

    @Test
    void tasks() {
        // 10 tasks x 730 h x (0.5 x 0.04 + 1 x 0.004)
        assertThat(line("Fargate, 10 tasks")).isCloseTo(175.20, CENT);
        // 10 tasks x 50 and 5 services x 50 metrics = 750 x 0.07
        assertThat(line("Container Insights")).isCloseTo(52.50, CENT);
    }

    @Test
    void the_way_in() {
        // 26.28 million x 4 requests = 105.12 million x 3.5 a million
        assertThat(line("API Gateway requests")).isCloseTo(367.92, CENT);
        // 730 x 0.02
        assertThat(line("API Gateway cache, 0.5 GB")).isCloseTo(14.60, CENT);
        // A web ACL at 5 and each rule at 1; 105.12 million requests x 0.6 a million = 63.072
        assertThat(line("WAF"))
                .isCloseTo(ProductionStacks.FIREWALLS * 5 + ProductionStacks.FIREWALL_RULES + 63.072, CENT);
        // 730 x (0.025 + 0.006)
        assertThat(line("Network load balancer")).isCloseTo(22.63, CENT);
    }

    @Test
    void functions() {
        // Tokens: 105.12 million calls of 10 ms with 1 GB = 1,051,200 GB-seconds. Events: 262.8 million records of 20
        // ms with
        // a quarter = 1,314,000. 367.92 million x 0.2 a million + 2,365,200 x 0.00001
        assertThat(line("Lambda: tokens and events")).isCloseTo(73.584 + 23.652, CENT);
        // Without the events stack: 105.12 x 0.2 + 1,051,200 x 0.00001
        assertThat(line(bill(false), "Lambda: tokens")).isCloseTo(21.024 + 10.512, CENT);
    }

    @Test
    void the_bus() {
        // 26.28 million x 12 = 315.36 million events at 1 a million. Each order 10,240 + 12 x 500 = 16,240 bytes:
        // 397.4766 GB
        // put into the bus's archive x 0.1; 30 days x 864,000 orders are 392.0317 GB kept x 0.02
        assertThat(line("EventBridge")).isCloseTo(315.36 + 39.7477 + 7.8406, CENT);
        assertThat(bill(false).lines().keySet()).noneMatch(what -> what.startsWith("EventBridge"));
    }

    @Test
    void the_network() {
        // Each endpoint in three zones 3 x 730 x 0.01 = 21.90. Records go once in and five times out, 6 x 250.6256 GB;
        // 2 KB
        // of logs an order are 50.1251 GB: 1,553.8788 GB x 0.01
        assertThat(line("Interface endpoints")).isCloseTo(ProductionStacks.INTERFACE_ENDPOINTS * 21.90 + 15.5388, CENT);
        // Each 730 x (0.05 + 0.005 for its address) = 40.15; 10 KB an order are 250.6256 GB x 0.05
        assertThat(line("NAT gateways")).isCloseTo(ProductionStacks.NAT_GATEWAYS * 40.15 + 12.5313, CENT);
    }

    @Test
    void what_is_watched() {
        // 2 KB an order are 50.1251 GB; 105.12 million requests x (800 bytes + 1,500 of the firewall) 225.1714 GB;
        // 367.92 million calls of functions x 400 bytes 137.0609 GB: 412.3574 GB x 0.5
        assertThat(line("CloudWatch logs")).isCloseTo(206.1787, CENT);
        // Metrics that alarms look at x 0.1, those that scaling keeps too; composite ones x 0.6
        assertThat(line("CloudWatch: " + ProductionStacks.ALARMS + " alarms"))
                .isCloseTo(
                        (ProductionStacks.ALARM_METRICS + ProductionStacks.SCALING_ALARM_METRICS) * 0.1
                                + ProductionStacks.COMPOSITE_ALARMS * 0.6,
                        CENT);
        // 100 of services, 5 of each operation, 2 more where it is cached, 16 of each of S3's filters x 0.3; a
        // dashboard
        // x 3
        int metrics = 100
                + ProductionStacks.API_OPERATIONS * 5
                + ProductionStacks.CACHED_OPERATIONS * 2
                + ProductionStacks.BUCKET_METRIC_FILTERS * 16;
        assertThat(line("CloudWatch: " + metrics + " metrics"))
                .isCloseTo(metrics * 0.3 + ProductionStacks.DASHBOARDS * 3, CENT);
    }

    @Test
    void keys() {
        // A data key every five minutes for each table and the stream by two instances: 24 x 730 = 17,520 requests
        // each, ten
        // thousand at 0.03 = 0.05256
        assertThat(line("KMS")).isCloseTo(ProductionStacks.KEYS + (ProductionStacks.TABLES + 1) * 0.05256, CENT);
    }

    @Test
    void letters() {
        // Two commits of its journal are a letter: 26.28 million, a thousand at 0.1
        assertThat(line("SES letters")).isCloseTo(2_628.00, CENT);
    }

    @Test
    void together_they_are_the_bill_and_none_goes_unchecked() {
        assertThat(BILL.together())
                .isCloseTo(
                        BILL.lines().values().stream().mapToDouble(each -> each).sum(), CENT);
        // A further line needs a case above.
        assertThat(BILL.lines()).hasSize(22);
    }

    private static double line(String beginning) {
        return line(BILL, beginning);
    }

    private static double line(Bill bill, String beginning) {
        Map<String, Double> found = new LinkedHashMap<>(bill.lines());
        found.keySet().removeIf(what -> !what.startsWith(beginning));
        assertThat(found).as("lines that begin with %s", beginning).hasSize(1);
        return found.values().iterator().next();
    }

    private static Bill bill(boolean events) {
        Workload workload = new Workload(10, 3, 0, 0, 3, 24, 5, true, 7, 2, 0.5, 1, 4, 2, 10, events);
        List<Measured> measured = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            measured.add(new Measured(outcome, 1, ORDER));
            measured.add(new Measured(outcome, 10, ORDER));
        }
        return Estimate.of(workload, new MeasuredOrders("2026-01-01", "by hand", 5, 2, 600, 120, measured), prices())
                .bill();
    }

    private static Prices prices() {
        Map<Price, Double> usd = new EnumMap<>(Price.class);
        for (Price price : Price.values()) {
            usd.put(
                    price,
                    switch (price) {
                        case KINESIS_SHARD_HOUR, KINESIS_FAN_OUT_SHARD_HOUR -> 0.02;
                        case KINESIS_PUT_MILLION, KINESIS_FAN_OUT_GB -> 0.01;
                        case KINESIS_RETENTION_SHARD_HOUR -> 0.03;
                        case KINESIS_LONG_RETENTION_GB -> 0.02;
                        case KINESIS_ON_DEMAND_HOUR -> 0.05;
                        case KINESIS_ON_DEMAND_IN_GB, KINESIS_ON_DEMAND_RETENTION_GB -> 0.1;
                        case KINESIS_ON_DEMAND_OUT_GB -> 0.04;
                        case KINESIS_ON_DEMAND_FAN_OUT_GB -> 0.06;
                        case DYNAMODB_WRITE_MILLION -> 0.5;
                        case DYNAMODB_READ_MILLION -> 0.1;
                        case DYNAMODB_WRITE_CAPACITY_HOUR -> 0.001;
                        case DYNAMODB_READ_CAPACITY_HOUR -> 0.0002;
                        case DYNAMODB_STORAGE_GB -> 0.3;
                        case DYNAMODB_BACKUP_GB -> 0.2;
                        case S3_STANDARD_GB -> 0.02;
                        case S3_INFREQUENT_GB -> 0.01;
                        case S3_GLACIER_INSTANT_GB -> 0.004;
                        case S3_PUT_THOUSAND -> 0.005;
                        case S3_TRANSITION_INFREQUENT_THOUSAND -> 0.01;
                        case S3_TRANSITION_GLACIER_THOUSAND -> 0.02;
                        case KMS_KEY_MONTH -> 1.0;
                        case KMS_REQUESTS_TEN_THOUSAND -> 0.03;
                        case FARGATE_VCPU_HOUR -> 0.04;
                        case FARGATE_GB_HOUR -> 0.004;
                        case API_GATEWAY_MILLION -> 3.5;
                        case API_CACHE_HOUR -> 0.02;
                        case WAF_ACL_MONTH -> 5.0;
                        case WAF_RULE_MONTH -> 1.0;
                        case WAF_REQUESTS_MILLION -> 0.6;
                        case NLB_HOUR -> 0.025;
                        case NLB_UNIT_HOUR -> 0.006;
                        case ENDPOINT_HOUR, ENDPOINT_GB -> 0.01;
                        case NAT_HOUR, NAT_GB -> 0.05;
                        case ADDRESS_HOUR -> 0.005;
                        case LAMBDA_CALLS_MILLION -> 0.2;
                        case LAMBDA_GB_SECOND -> 0.00001;
                        case BUS_EVENTS_MILLION -> 1.0;
                        case BUS_ARCHIVE_GB -> 0.1;
                        case BUS_ARCHIVE_STORED_GB -> 0.02;
                        case INSIGHTS_RULE_MONTH -> 0.5;
                        case INSIGHTS_EVENTS_MILLION -> 0.03;
                        case CONTAINER_METRIC_MONTH -> 0.07;
                        case TRAIL_DATA_HUNDRED_THOUSAND -> 0.1;
                        case LOGS_GB -> 0.5;
                        case ALARM_METRIC_MONTH -> 0.1;
                        case COMPOSITE_ALARM_MONTH -> 0.6;
                        case METRIC_MONTH -> 0.3;
                        case DASHBOARD_MONTH -> 3.0;
                        case MAIL_THOUSAND -> 0.1;
                    });
        }
        return new Prices("2026-01-01", "eu-west-1", usd, Set.of());
    }
}
