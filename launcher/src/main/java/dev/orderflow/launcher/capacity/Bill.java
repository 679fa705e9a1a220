package dev.orderflow.launcher.capacity;

import static dev.orderflow.launcher.capacity.Estimate.GB;
import static dev.orderflow.launcher.capacity.Estimate.HOURS_A_MONTH;
import static dev.orderflow.launcher.capacity.ProductionStacks.ALARMS;
import static dev.orderflow.launcher.capacity.ProductionStacks.ALARM_METRICS;
import static dev.orderflow.launcher.capacity.ProductionStacks.API_CACHE_GB;
import static dev.orderflow.launcher.capacity.ProductionStacks.API_OPERATIONS;
import static dev.orderflow.launcher.capacity.ProductionStacks.BUCKET_METRIC_FILTERS;
import static dev.orderflow.launcher.capacity.ProductionStacks.CACHED_OPERATIONS;
import static dev.orderflow.launcher.capacity.ProductionStacks.COMPOSITE_ALARMS;
import static dev.orderflow.launcher.capacity.ProductionStacks.DASHBOARDS;
import static dev.orderflow.launcher.capacity.ProductionStacks.FIREWALLS;
import static dev.orderflow.launcher.capacity.ProductionStacks.FIREWALL_RULES;
import static dev.orderflow.launcher.capacity.ProductionStacks.INSIGHTS_RULES;
import static dev.orderflow.launcher.capacity.ProductionStacks.INTERFACE_ENDPOINTS;
import static dev.orderflow.launcher.capacity.ProductionStacks.KEYS;
import static dev.orderflow.launcher.capacity.ProductionStacks.NAT_GATEWAYS;
import static dev.orderflow.launcher.capacity.ProductionStacks.REPLAYABLE_DAYS;
import static dev.orderflow.launcher.capacity.ProductionStacks.SCALING_ALARM_METRICS;
import static dev.orderflow.launcher.capacity.ProductionStacks.SERVICES;
import static dev.orderflow.launcher.capacity.ProductionStacks.TABLES;
import static dev.orderflow.launcher.capacity.ProductionStacks.ZONES;

import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A month by list price.
 *
 * @param lines dollars by what they are paid for, the cheaper mode of stream and tables each
 */
record Bill(Map<String, Double> lines) {
    private static final int STREAMS = 1;

    /** DynamoDB and Kinesis ask for a data key about every five minutes for each table or stream and caller. */
    private static final double KEY_REQUESTS_AN_HOUR = 12;

    /** A letter's journal has two commits: asked for, and sent. */
    private static final double COMMITS_A_LETTER = 2;

    /** An access is counted by its partition key and, in a table with a sort key, by both: the most is taken for all. */
    private static final double RULES_AN_ACCESS = 2;

    /** Metrics of the services under Orderflow/…, an assumption: by service, and for some by kind too. */
    static final int SERVICE_METRICS = 100;

    /** Calls, both latencies and both kinds of error. */
    private static final int METRICS_AN_OPERATION = 5;

    /** Hits and misses. */
    private static final int FURTHER_METRICS_A_CACHED_OPERATION = 2;

    private static final int METRICS_A_BUCKET_FILTER = 16;

    /** What Container Insights counts, about: of a task with its two containers, and of a service as a whole. */
    private static final int INSIGHTS_METRICS_A_TASK = 50;

    private static final int INSIGHTS_METRICS_A_SERVICE = 50;

    /** The line of a request in the stage's log, about: 22 fields with their names. */
    private static final double ACCESS_LOG_BYTES = 800;

    /** The firewall's line of a request, an assumption: all its headers, and what the rules said. */
    private static final double FIREWALL_LOG_BYTES = 1_500;

    /** Lambda logs begin, end and report of each call. */
    private static final double CALL_LOG_BYTES = 400;

    /** As the edge stack sizes the authorizer. That a check takes so long is an assumption. */
    private static final double AUTHORIZER_GB = 1;

    private static final double AUTHORIZER_SECONDS = 0.01;

    /** As the events stack sizes its function; it takes some 20 ms for a record. */
    private static final double FORWARD_GB = 0.25;

    private static final double FORWARD_SECONDS = 0.02;

    /** What an event on the bus has beside its data, as forward.py reckons too. */
    private static final double ENVELOPE_BYTES = 500;

    Bill {
        // Keeps the order of the lines, which Map.copyOf would not.
        lines = new LinkedHashMap<>(lines);
    }

    static Bill of(
            Workload workload,
            OrderUse order,
            double ordersAMonth,
            Stream stream,
            Tables tables,
            ArchiveAfterAYear archive,
            Prices prices) {
        return new Reckoning(workload, order, ordersAMonth, prices).bill(stream, tables, archive);
    }

    double together() {
        return lines.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private record Reckoning(Workload workload, OrderUse order, double ordersAMonth, Prices prices) {

        Bill bill(Stream stream, Tables tables, ArchiveAfterAYear archive) {
            Map<String, Double> lines = new LinkedHashMap<>();
            lines.put(
                    "DynamoDB, " + (tables.onDemandUsd() <= tables.provisionedUsd() ? "on demand" : "provisioned"),
                    Math.min(tables.onDemandUsd(), tables.provisionedUsd()));
            lines.put("DynamoDB storage and recovery after a year", tables.storageUsd());
            lines.put("DynamoDB Contributor Insights, " + INSIGHTS_RULES + " rules", contributorInsights(tables));
            lines.put(
                    "Kinesis, " + (stream.onDemandUsd() < stream.provisionedUsd() ? "on demand" : "provisioned"),
                    Math.min(stream.onDemandUsd(), stream.provisionedUsd()));
            lines.put("S3 archive after a year", archive.storageUsd());
            lines.put("S3 requests", archive.requestsUsd());
            lines.put("Fargate, " + tasks() + " tasks", fargate());
            lines.put("Container Insights, enhanced", containerInsights());
            lines.put("API Gateway requests", requests() / 1e6 * prices.of(Price.API_GATEWAY_MILLION));
            lines.put("API Gateway cache, " + API_CACHE_GB + " GB", HOURS_A_MONTH * prices.of(Price.API_CACHE_HOUR));
            lines.put("WAF: " + FIREWALL_RULES + " rules and the requests", firewall());
            lines.put(workload.events() ? "Lambda: tokens and events" : "Lambda: tokens", functions());
            if (workload.events()) {
                lines.put("EventBridge: events, kept for " + REPLAYABLE_DAYS + " days", eventsBus());
            }
            lines.put(
                    "Network load balancer, 1 NLCU",
                    HOURS_A_MONTH * (prices.of(Price.NLB_HOUR) + prices.of(Price.NLB_UNIT_HOUR)));
            lines.put("Interface endpoints, " + INTERFACE_ENDPOINTS + " in " + ZONES + " zones", endpoints());
            lines.put("NAT gateways, " + NAT_GATEWAYS, natGateways());
            lines.put("CloudWatch logs", logBytes() / GB * prices.of(Price.LOGS_GB));
            lines.put(
                    "CloudWatch: " + ALARMS + " alarms and " + COMPOSITE_ALARMS + " composite ones",
                    (ALARM_METRICS + SCALING_ALARM_METRICS) * prices.of(Price.ALARM_METRIC_MONTH)
                            + COMPOSITE_ALARMS * prices.of(Price.COMPOSITE_ALARM_MONTH));
            lines.put(
                    "CloudWatch: " + metrics() + " metrics and " + DASHBOARDS + " dashboard",
                    metrics() * prices.of(Price.METRIC_MONTH) + DASHBOARDS * prices.of(Price.DASHBOARD_MONTH));
            // The archive's puts; objects come as evenly as orders do.
            lines.put(
                    "CloudTrail: data events of the archive",
                    archive.objectsPerSecond()
                            * ordersAMonth
                            / workload.ordersPerSecond()
                            / 100_000
                            * prices.of(Price.TRAIL_DATA_HUNDRED_THOUSAND));
            lines.put("KMS: " + KEYS + " keys and their requests", keys());
            lines.put("SES letters", letters() / 1_000 * prices.of(Price.MAIL_THOUSAND));
            return new Bill(lines);
        }

        private double contributorInsights(Tables tables) {
            TableUse all = tables.all();
            // A read counts as its units, since nobody noted how many there were: most are of one unit or half of one.
            double accesses = ordersAMonth * (all.writes() + all.refused() + all.readUnits())
                    + HOURS_A_MONTH * 3_600 * (tables.clockWrites() + tables.clockReads());
            return INSIGHTS_RULES * prices.of(Price.INSIGHTS_RULE_MONTH)
                    + RULES_AN_ACCESS * accesses / 1e6 * prices.of(Price.INSIGHTS_EVENTS_MILLION);
        }

        private int tasks() {
            return SERVICES * workload.instances();
        }

        private double fargate() {
            return tasks()
                    * HOURS_A_MONTH
                    * (workload.vcpu() * prices.of(Price.FARGATE_VCPU_HOUR)
                            + workload.memoryGb() * prices.of(Price.FARGATE_GB_HOUR));
        }

        private double containerInsights() {
            return (tasks() * INSIGHTS_METRICS_A_TASK + SERVICES * INSIGHTS_METRICS_A_SERVICE)
                    * prices.of(Price.CONTAINER_METRIC_MONTH);
        }

        private double requests() {
            return ordersAMonth * workload.requestsPerOrder();
        }

        /** It looks at every request, also where the cache answers. */
        private double firewall() {
            return FIREWALLS * prices.of(Price.WAF_ACL_MONTH)
                    + FIREWALL_RULES * prices.of(Price.WAF_RULE_MONTH)
                    + requests() / 1e6 * prices.of(Price.WAF_REQUESTS_MILLION);
        }

        /** One a record is the most: a busy stream hands over several in one call. */
        private double forwardCalls() {
            return workload.events() ? ordersAMonth * order.records() : 0;
        }

        /** Every request's token is checked, which is the most: an answer holds for a minute. */
        private double functions() {
            double gbSeconds =
                    requests() * AUTHORIZER_GB * AUTHORIZER_SECONDS + forwardCalls() * FORWARD_GB * FORWARD_SECONDS;
            return (requests() + forwardCalls()) / 1e6 * prices.of(Price.LAMBDA_CALLS_MILLION)
                    + gbSeconds * prices.of(Price.LAMBDA_GB_SECOND);
        }

        private double eventsBus() {
            double bytes = order.recordBytes() + order.events() * ENVELOPE_BYTES;
            return ordersAMonth * order.events() / 1e6 * prices.of(Price.BUS_EVENTS_MILLION)
                    + ordersAMonth * bytes / GB * prices.of(Price.BUS_ARCHIVE_GB)
                    + REPLAYABLE_DAYS * workload.ordersADay() * bytes / GB * prices.of(Price.BUS_ARCHIVE_STORED_GB);
        }

        /** Records go in once, and out once for each application in the network that reads them; logs go out once. */
        private double endpoints() {
            double bytes =
                    ordersAMonth * (order.recordBytes() * (1 + workload.consumers()) + workload.logKilobytes() * 1024);
            return INTERFACE_ENDPOINTS * ZONES * HOURS_A_MONTH * prices.of(Price.ENDPOINT_HOUR)
                    + bytes / GB * prices.of(Price.ENDPOINT_GB);
        }

        private double natGateways() {
            return NAT_GATEWAYS * HOURS_A_MONTH * (prices.of(Price.NAT_HOUR) + prices.of(Price.ADDRESS_HOUR))
                    + ordersAMonth * workload.natKilobytes() * 1024 / GB * prices.of(Price.NAT_GB);
        }

        private double logBytes() {
            return ordersAMonth * workload.logKilobytes() * 1024
                    + requests() * (ACCESS_LOG_BYTES + FIREWALL_LOG_BYTES)
                    + (requests() + forwardCalls()) * CALL_LOG_BYTES;
        }

        private static int metrics() {
            return SERVICE_METRICS
                    + API_OPERATIONS * METRICS_AN_OPERATION
                    + CACHED_OPERATIONS * FURTHER_METRICS_A_CACHED_OPERATION
                    + BUCKET_METRIC_FILTERS * METRICS_A_BUCKET_FILTER;
        }

        private double keys() {
            double requests = (TABLES + STREAMS) * workload.instances() * KEY_REQUESTS_AN_HOUR * HOURS_A_MONTH;
            return KEYS * prices.of(Price.KMS_KEY_MONTH)
                    + requests / 10_000 * prices.of(Price.KMS_REQUESTS_TEN_THOUSAND);
        }

        private double letters() {
            return ordersAMonth
                    * order.tables()
                            .getOrDefault("notifications-journal", TableUse.NOTHING)
                            .writes()
                    / COMMITS_A_LETTER;
        }
    }
}
