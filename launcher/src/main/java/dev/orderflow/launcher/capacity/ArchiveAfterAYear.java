package dev.orderflow.launcher.capacity;

import static dev.orderflow.launcher.capacity.Estimate.GB;
import static dev.orderflow.launcher.capacity.Estimate.MONTHS_A_YEAR;

import dev.orderflow.launcher.capacity.MeasuredOrders.OrderUse;

/**
 * The archive in S3.
 *
 * @param objectsPerSecond that the archiver writes while orders come
 * @param objectBytes of one, on average
 * @param standardBytes after a year, by class
 * @param storageUsd a month, after a year
 * @param requestsUsd a month: puts, and moves to colder classes
 */
record ArchiveAfterAYear(
        double objectsPerSecond,
        double objectBytes,
        double standardBytes,
        double infrequentBytes,
        double glacierBytes,
        double storageUsd,
        double requestsUsd) {
    /** As the compute stack sets the archiver: an object waits so long for others. */
    static final double FLUSH_EVERY_SECONDS = 60;

    /** An object holds no more than this (ArchivingHandler). */
    private static final double MOST_RECORDS = 2_000;

    private static final double MOST_STORED_BYTES = 1024 * 1024;

    /** As the data stack's lifecycle rule has it, by days. */
    static final int INFREQUENT_AFTER = 30;

    static final int GLACIER_AFTER = 120;

    /** Smaller objects are not moved: in the colder classes each would count as this. */
    private static final double SMALLEST_MOVED = 128 * 1024;

    private static final int YEAR = 365;

    static ArchiveAfterAYear of(Workload workload, OrderUse order, int shards, double ordersAMonth, Prices prices) {
        double records = workload.ordersPerSecond() * order.records();
        double stored = workload.ordersPerSecond() * order.recordBytes();
        double objects = Math.max(
                Math.min(records, shards / FLUSH_EVERY_SECONDS),
                Math.max(records / MOST_RECORDS, stored / MOST_STORED_BYTES));
        double objectBytes = workload.ordersPerSecond() * order.archiveBytes() / objects;
        double aDay = workload.ordersADay() * order.archiveBytes();
        boolean moved = objectBytes >= SMALLEST_MOVED;
        double standard = aDay * (moved ? INFREQUENT_AFTER : YEAR);
        double infrequent = moved ? aDay * (GLACIER_AFTER - INFREQUENT_AFTER) : 0;
        double glacier = moved ? aDay * (YEAR - GLACIER_AFTER) : 0;
        double objectsAMonth = objects * workload.hoursADay() * 3_600 * YEAR / MONTHS_A_YEAR;
        double requests = objectsAMonth / 1_000 * prices.of(Price.S3_PUT_THOUSAND);
        if (moved) {
            requests += objectsAMonth
                    / 1_000
                    * (prices.of(Price.S3_TRANSITION_INFREQUENT_THOUSAND)
                            + prices.of(Price.S3_TRANSITION_GLACIER_THOUSAND));
        }
        return new ArchiveAfterAYear(
                objects,
                objectBytes,
                standard,
                infrequent,
                glacier,
                standard / GB * prices.of(Price.S3_STANDARD_GB)
                        + infrequent / GB * prices.of(Price.S3_INFREQUENT_GB)
                        + glacier / GB * prices.of(Price.S3_GLACIER_INSTANT_GB),
                requests);
    }
}
