package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a workload takes of AWS and what a month of it costs: docs/capacity.md has every formula.
 *
 * @param order the average order of the mix
 * @param bill dollars a month by what they are paid for, the cheaper mode of stream and tables each
 */
record Estimate(
        Workload workload,
        OrderUse order,
        double ordersAMonth,
        Stream stream,
        Tables tables,
        ArchiveAfterAYear archive,
        Map<String, Double> bill) {
    static final double HOURS_A_MONTH = 730;
    static final double MONTHS_A_YEAR = 12;
    static final double GB = 1024.0 * 1024 * 1024;

    /** What is provisioned is filled to this at the peak: shards are never even, and scaling takes minutes. */
    static final double UTILISATION = 0.7;

    static final int SERVICES = 5;
    static final int ZONES = 3;

    /** kinesis-streams, sqs, sns, kms, logs, monitoring, ssm, secretsmanager, ecr.api, ecr.dkr, sts. */
    static final int INTERFACE_ENDPOINTS = 11;

    static final int ALARMS = 40;
    static final int CUSTOM_METRICS = 100;

    /** DynamoDB and Kinesis ask for a data key about every five minutes for each table or stream and caller. */
    private static final double KEY_REQUESTS_AN_HOUR = 12;

    private static final int ENCRYPTED_THINGS = 40;

    /** A letter's journal has two commits: asked for, and sent. */
    private static final double COMMITS_A_LETTER = 2;

    static Estimate of(Workload workload, MeasuredOrders measured, Prices prices) {
        double declined = workload.declinedPercent() / 100;
        double cancelled = workload.cancelledPercent() / 100;
        OrderUse order = measured.use(Outcome.COMPLETED, workload.lines())
                .times(1 - declined - cancelled)
                .plus(measured.use(Outcome.DECLINED, workload.lines()).times(declined))
                .plus(measured.use(Outcome.CANCELLED, workload.lines()).times(cancelled));
        double ordersAMonth = workload.ordersPerSecond() * 3_600 * HOURS_A_MONTH * workload.hoursADay() / 24;
        Stream stream = Stream.of(workload, order, ordersAMonth, prices);
        Tables tables = Tables.of(workload, order, measured, stream.shards(), ordersAMonth, prices);
        ArchiveAfterAYear archive = ArchiveAfterAYear.of(workload, order, stream.shards(), ordersAMonth, prices);
        return new Estimate(
                workload,
                order,
                ordersAMonth,
                stream,
                tables,
                archive,
                bill(workload, order, ordersAMonth, stream, tables, archive, prices));
    }

    private static Map<String, Double> bill(
            Workload workload,
            OrderUse order,
            double ordersAMonth,
            Stream stream,
            Tables tables,
            ArchiveAfterAYear archive,
            Prices prices) {
        Map<String, Double> bill = new LinkedHashMap<>();
        bill.put(
                "DynamoDB, " + (tables.onDemandUsd() <= tables.provisionedUsd() ? "on demand" : "provisioned"),
                Math.min(tables.onDemandUsd(), tables.provisionedUsd()));
        bill.put("DynamoDB storage and recovery after a year", tables.storageUsd());
        bill.put(
                "Kinesis, " + (stream.onDemandUsd() < stream.provisionedUsd() ? "on demand" : "provisioned"),
                Math.min(stream.onDemandUsd(), stream.provisionedUsd()));
        bill.put("S3 archive after a year", archive.storageUsd());
        bill.put("S3 requests", archive.requestsUsd());
        bill.put(
                "Fargate, " + SERVICES * workload.instances() + " tasks",
                SERVICES
                        * workload.instances()
                        * HOURS_A_MONTH
                        * (workload.vcpu() * prices.of(Price.FARGATE_VCPU_HOUR)
                                + workload.memoryGb() * prices.of(Price.FARGATE_GB_HOUR)));
        bill.put(
                "API Gateway requests",
                ordersAMonth * workload.requestsPerOrder() / 1e6 * prices.of(Price.API_GATEWAY_MILLION));
        bill.put(
                "Network load balancer, 1 NLCU",
                HOURS_A_MONTH * (prices.of(Price.NLB_HOUR) + prices.of(Price.NLB_UNIT_HOUR)));
        // Records go through the endpoint once in, and once out for each consumer.
        double endpointGb = ordersAMonth * order.recordBytes() * (1 + workload.consumers()) / GB;
        bill.put(
                "Interface endpoints, " + INTERFACE_ENDPOINTS + " in " + ZONES + " zones",
                INTERFACE_ENDPOINTS * ZONES * HOURS_A_MONTH * prices.of(Price.ENDPOINT_HOUR)
                        + endpointGb * prices.of(Price.ENDPOINT_GB));
        bill.put(
                "CloudWatch: logs, " + ALARMS + " alarms, " + CUSTOM_METRICS + " metrics",
                ordersAMonth * workload.logKilobytes() * 1024 / GB * prices.of(Price.LOGS_GB)
                        + ALARMS * prices.of(Price.ALARM_MONTH)
                        + CUSTOM_METRICS * prices.of(Price.METRIC_MONTH));
        bill.put(
                "KMS: one key and its requests",
                prices.of(Price.KMS_KEY_MONTH)
                        + ENCRYPTED_THINGS
                                * workload.instances()
                                * KEY_REQUESTS_AN_HOUR
                                * HOURS_A_MONTH
                                / 10_000
                                * prices.of(Price.KMS_REQUESTS_TEN_THOUSAND));
        double letters = ordersAMonth
                * order.tables()
                        .getOrDefault("notifications-journal", MeasuredOrders.TableUse.NOTHING)
                        .writes()
                / COMMITS_A_LETTER;
        bill.put("SES letters", letters / 1_000 * prices.of(Price.MAIL_THOUSAND));
        return bill;
    }

    double monthlyUsd() {
        return bill.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Orders a second that one warehouse takes where nothing is batched: its journal is one key, whose partition takes
     * 1,000 write units a second.
     */
    double mostOrdersOfOneWarehouse() {
        double units = order.tables()
                .getOrDefault("inventory-journal", MeasuredOrders.TableUse.NOTHING)
                .itemUnits();
        return units == 0 ? Double.POSITIVE_INFINITY : 1_000 / units;
    }
}
