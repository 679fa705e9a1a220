package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;

/**
 * What a workload takes of AWS and what a month of it costs: docs/capacity.md has every formula.
 *
 * @param order the average order of the mix
 */
record Estimate(
        Workload workload,
        OrderUse order,
        double ordersAMonth,
        Stream stream,
        Tables tables,
        ArchiveAfterAYear archive,
        Bill bill) {
    static final double HOURS_A_MONTH = 730;
    static final double MONTHS_A_YEAR = 12;
    static final double GB = 1024.0 * 1024 * 1024;

    /** What is provisioned is filled to this at the peak: shards are never even, and scaling takes minutes. */
    static final double UTILISATION = 0.7;

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
                Bill.of(workload, order, ordersAMonth, stream, tables, archive, prices));
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
