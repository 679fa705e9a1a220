package dev.orderflow.launcher.capacity;

import static dev.orderflow.launcher.capacity.Estimate.GB;
import static dev.orderflow.launcher.capacity.Estimate.HOURS_A_MONTH;
import static dev.orderflow.launcher.capacity.Estimate.UTILISATION;

import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;

/**
 * What the stream needs, and what it costs in either mode.
 *
 * @param shardsIn for what comes in at the peak
 * @param shardsOut for what all consumers read at the peak
 * @param idleMillis between two reads of a shard by one application, so that all together stay within five a second;
 *     0 with enhanced fan-out
 * @param keptBytes at the end of the retention
 * @param provisionedUsd a month
 * @param onDemandUsd a month
 */
record Stream(
        int shardsIn, int shardsOut, int idleMillis, double keptBytes, double provisionedUsd, double onDemandUsd) {
    private static final double RECORDS_IN = 1_000;
    private static final double BYTES_IN = 1024 * 1024;
    private static final double BYTES_OUT = 2 * BYTES_IN;
    private static final int READ_EVERY_MILLIS = 200;
    private static final int DAYS_INCLUDED = 1;
    private static final int DAYS_EXTENDED = 7;

    static Stream of(Workload workload, OrderUse order, double ordersAMonth, Prices prices) {
        double records = workload.peakOrdersPerSecond() * order.records();
        double bytes = workload.peakOrdersPerSecond() * order.recordBytes();
        int in = shards(Math.max(records / RECORDS_IN, bytes / BYTES_IN));
        // Those that poll share a pipe; each that is registered has one like it.
        int out = shards(bytes * Math.max(1, workload.polling()) / BYTES_OUT);
        int shards = Math.max(in, out);
        double bytesADay = workload.ordersADay() * order.recordBytes();
        double gbAMonth = ordersAMonth * order.recordBytes() / GB;
        double longGb = Math.max(0, workload.retentionDays() - DAYS_EXTENDED) * bytesADay / GB;
        double longUsd = longGb * prices.of(Price.KINESIS_LONG_RETENTION_GB);

        double provisioned = shards * HOURS_A_MONTH * prices.of(Price.KINESIS_SHARD_HOUR)
                + ordersAMonth * order.payloadUnits() / 1e6 * prices.of(Price.KINESIS_PUT_MILLION)
                + longUsd;
        if (workload.retentionDays() > DAYS_INCLUDED) {
            provisioned += shards * HOURS_A_MONTH * prices.of(Price.KINESIS_RETENTION_SHARD_HOUR);
        }
        provisioned += workload.registered()
                * (shards * HOURS_A_MONTH * prices.of(Price.KINESIS_FAN_OUT_SHARD_HOUR)
                        + gbAMonth * prices.of(Price.KINESIS_FAN_OUT_GB));

        double extendedGb = (Math.min(workload.retentionDays(), DAYS_EXTENDED) - DAYS_INCLUDED) * bytesADay / GB;
        double onDemand = HOURS_A_MONTH * prices.of(Price.KINESIS_ON_DEMAND_HOUR)
                + ordersAMonth * order.recordKilobytes() * 1024 / GB * prices.of(Price.KINESIS_ON_DEMAND_IN_GB)
                + workload.polling() * gbAMonth * prices.of(Price.KINESIS_ON_DEMAND_OUT_GB)
                + workload.registered() * gbAMonth * prices.of(Price.KINESIS_ON_DEMAND_FAN_OUT_GB)
                + extendedGb * prices.of(Price.KINESIS_ON_DEMAND_RETENTION_GB)
                + longUsd;
        return new Stream(
                in,
                out,
                READ_EVERY_MILLIS * workload.polling(),
                workload.retentionDays() * bytesADay,
                provisioned,
                onDemand);
    }

    int shards() {
        return Math.max(shardsIn, shardsOut);
    }

    /** Streams are spread by a hash, never evenly: a shard is filled to less than its limit. */
    private static int shards(double ofOneShardsLimit) {
        return Math.max(1, (int) Math.ceil(ofOneShardsLimit / UTILISATION - 1e-9));
    }
}
