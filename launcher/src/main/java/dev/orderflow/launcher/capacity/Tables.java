package dev.orderflow.launcher.capacity;

import static dev.orderflow.launcher.capacity.Estimate.GB;
import static dev.orderflow.launcher.capacity.Estimate.HOURS_A_MONTH;
import static dev.orderflow.launcher.capacity.Estimate.UTILISATION;

import dev.orderflow.launcher.bench.TableKind;
import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;
import dev.orderflow.launcher.capacity.MeasuredOrders.TableUse;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the tables need, and what they cost in either mode.
 *
 * @param anOrder by kind of table
 * @param clockWrites units a second of leases and publication marks, orders or none
 * @param clockReads units a second
 * @param bytesAfterAYear by kind
 * @param storageUsd a month of storage and point-in-time recovery, after a year
 */
record Tables(
        Map<TableKind, TableUse> anOrder,
        double clockWrites,
        double clockReads,
        Map<TableKind, Double> bytesAfterAYear,
        double provisionedUsd,
        double onDemandUsd,
        double storageUsd) {

    static Tables of(
            Workload workload,
            OrderUse order,
            MeasuredOrders measured,
            int shards,
            double ordersAMonth,
            Prices prices) {
        Map<TableKind, TableUse> byKind = new EnumMap<>(TableKind.class);
        order.tables().forEach((table, use) -> byKind.merge(TableKind.of(table), use, TableUse::plus));
        // Leases and checkpoints go with shards, heartbeats and marks with instances: the larger of both for all of it.
        double more = Math.max(workload.instances(), (double) shards / measured.shards());
        double clockWrites = measured.clockWriteUnitsPerMinute() / 60 * more;
        double clockReads = measured.clockReadUnitsPerMinute() / 60 * more;
        TableUse all = byKind.values().stream().reduce(TableUse.NOTHING, TableUse::plus);
        double seconds = HOURS_A_MONTH * 3_600;
        double onDemand = (ordersAMonth * all.writeUnits() + seconds * clockWrites)
                        / 1e6
                        * prices.of(Price.DYNAMODB_WRITE_MILLION)
                + (ordersAMonth * all.readUnits() + seconds * clockReads)
                        / 1e6
                        * prices.of(Price.DYNAMODB_READ_MILLION);
        double provisioned = HOURS_A_MONTH
                / UTILISATION
                * ((workload.peakOrdersPerSecond() * all.writeUnits() + clockWrites)
                                * prices.of(Price.DYNAMODB_WRITE_CAPACITY_HOUR)
                        + (workload.peakOrdersPerSecond() * all.readUnits() + clockReads)
                                * prices.of(Price.DYNAMODB_READ_CAPACITY_HOUR));
        Map<TableKind, Double> afterAYear = new EnumMap<>(TableKind.class);
        byKind.forEach((kind, use) -> afterAYear.put(kind, 365 * workload.ordersADay() * use.storedBytes()));
        double storedGb =
                afterAYear.values().stream().mapToDouble(Double::doubleValue).sum() / GB;
        double storage = storedGb * (prices.of(Price.DYNAMODB_STORAGE_GB) + prices.of(Price.DYNAMODB_BACKUP_GB));
        return new Tables(byKind, clockWrites, clockReads, afterAYear, provisioned, onDemand, storage);
    }

    TableUse all() {
        return anOrder.values().stream().reduce(TableUse.NOTHING, TableUse::plus);
    }
}
