package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.SuiteException;

/**
 * What the suite is to bear.
 *
 * @param ordersPerSecond on average, in the hours in which there are any
 * @param lines of each order
 * @param declinedPercent of orders whose card is declined
 * @param cancelledPercent of orders that the customer cancels
 * @param peakFactor the busiest second against the average one
 * @param hoursADay in which orders come
 * @param consumers applications in the network that read the stream; the suite has five
 * @param fanOut whether each of these has a pipe of its own, or all poll
 * @param retentionDays of the stream
 * @param instances of each of the five services
 * @param vcpu of a task
 * @param memoryGb of a task
 * @param requestsPerOrder calls through API Gateway that an order causes, looking at it included
 * @param logKilobytes of the services' logs that an order causes
 * @param natKilobytes that an order sends and gets through the NAT gateways: payment gateway and letters
 * @param events whether the events stack is there: one more that reads the stream, always with a pipe of its own
 */
record Workload(
        double ordersPerSecond,
        int lines,
        double declinedPercent,
        double cancelledPercent,
        double peakFactor,
        double hoursADay,
        int consumers,
        boolean fanOut,
        int retentionDays,
        int instances,
        double vcpu,
        double memoryGb,
        double requestsPerOrder,
        double logKilobytes,
        double natKilobytes,
        boolean events) {

    /** The HTTP contract lets an order have so many. */
    static final int MOST_LINES = 1_500;

    /** Registered consumers that a stream may have. */
    static final int MOST_REGISTERED = 20;

    Workload {
        within("--orders-per-second", ordersPerSecond, 0.0001, 100_000);
        within("--lines", lines, 1, MOST_LINES);
        within("--declined", declinedPercent, 0, 100);
        within("--cancelled", cancelledPercent, 0, 100);
        if (declinedPercent + cancelledPercent > 100) {
            throw new SuiteException("--declined and --cancelled are percent of all orders and more than 100 together: "
                    + declinedPercent + " + " + cancelledPercent);
        }
        within("--peak-factor", peakFactor, 1, 1_000);
        within("--hours-a-day", hoursADay, 0.1, 24);
        within("--consumers", consumers, 1, events ? MOST_REGISTERED - 1 : MOST_REGISTERED);
        within("--retention-days", retentionDays, 1, 365);
        within("--instances", instances, 1, 1_000);
        within("--vcpu", vcpu, 0.25, 16);
        within("--memory-gb", memoryGb, 0.5, 120);
        within("--requests-per-order", requestsPerOrder, 0, 1_000);
        within("--log-kb-per-order", logKilobytes, 0, 10_000);
        within("--nat-kb-per-order", natKilobytes, 0, 10_000);
    }

    private static void within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new SuiteException(
                    option + " must be from " + text(least) + " to " + text(most) + ": " + text(value));
        }
    }

    private static String text(double number) {
        return java.math.BigDecimal.valueOf(Double.isFinite(number) ? number : 0)
                .stripTrailingZeros()
                .toPlainString();
    }

    double peakOrdersPerSecond() {
        return ordersPerSecond * peakFactor;
    }

    /** Consumers that share the reads of a shard. */
    int polling() {
        return fanOut ? 0 : consumers;
    }

    /** Consumers with a pipe of their own. */
    int registered() {
        return (fanOut ? consumers : 0) + (events ? 1 : 0);
    }

    double ordersADay() {
        return ordersPerSecond * hoursADay * 3_600;
    }
}
