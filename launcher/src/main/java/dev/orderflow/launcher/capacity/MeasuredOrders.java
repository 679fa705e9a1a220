package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.SuiteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What orders were seen to take of real engines: a few numbers of lines, each outcome; in between it is linear.
 *
 * @param on the day
 * @param how it was measured, for the reader of an estimate
 * @param shards of the stream while it was measured
 * @param clockWriteUnitsPerMinute leases and publication marks of the five services, one instance each
 * @param clockReadUnitsPerMinute all that is read while nothing happens
 */
record MeasuredOrders(
        String on,
        String how,
        int ordersEach,
        int shards,
        double clockWriteUnitsPerMinute,
        double clockReadUnitsPerMinute,
        List<Measured> orders) {
    private static final String FILE = "measured-orders.json";

    /** Of {@link #FILE}, below the checkout. */
    static final String SOURCE = "launcher/src/main/resources/dev/orderflow/launcher/capacity/" + FILE;

    private static final JsonMapper JSON = new JsonMapper();

    /** An average order of one outcome and one number of lines. */
    record Measured(Outcome outcome, int lines, OrderUse use) {}

    /** Of the file that is shipped with this build. */
    static MeasuredOrders shipped() {
        try (InputStream in = MeasuredOrders.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new SuiteException(FILE + " is missing from this build; ./orderflow capacity --measure makes it");
            }
            return JSON.readValue(in, MeasuredOrders.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /** The largest number of lines that was measured; beyond it, the last slope goes on. */
    int mostLines() {
        return orders.stream().mapToInt(Measured::lines).max().orElse(0);
    }

    /** What an order takes: linear between the two nearest numbers of lines that were measured. */
    OrderUse use(Outcome outcome, int lines) {
        List<Measured> sorted = orders.stream()
                .filter(each -> each.outcome() == outcome)
                .sorted(Comparator.comparingInt(Measured::lines))
                .toList();
        if (sorted.size() < 2) {
            throw new SuiteException(FILE + " has fewer than two measurements of " + outcome);
        }
        int upper = 1;
        while (upper < sorted.size() - 1 && sorted.get(upper).lines() < lines) {
            upper++;
        }
        Measured one = sorted.get(upper - 1);
        Measured other = sorted.get(upper);
        double share = (double) (lines - one.lines()) / (other.lines() - one.lines());
        return one.use().times(1 - share).plus(other.use().times(share));
    }

    /**
     * What one order, or a mix of some, takes.
     *
     * @param records of the stream: one a commit
     * @param events in them
     * @param recordBytes of all records, as they are stored and published
     * @param payloadUnits of 25 KB, by which a provisioned stream is charged
     * @param recordKilobytes each record rounded up, as an on-demand stream is charged
     * @param archiveBytes compressed lines
     * @param tables what is read and written of each
     */
    record OrderUse(
            double records,
            double events,
            double recordBytes,
            double payloadUnits,
            double recordKilobytes,
            double archiveBytes,
            Map<String, TableUse> tables) {
        static final OrderUse NOTHING = new OrderUse(0, 0, 0, 0, 0, 0, Map.of());

        OrderUse {
            tables = new TreeMap<>(tables);
        }

        OrderUse plus(OrderUse other) {
            Set<String> names = new HashSet<>(tables.keySet());
            names.addAll(other.tables.keySet());
            Map<String, TableUse> sum = new TreeMap<>();
            for (String name : names) {
                sum.put(
                        name,
                        tables.getOrDefault(name, TableUse.NOTHING)
                                .plus(other.tables.getOrDefault(name, TableUse.NOTHING)));
            }
            return new OrderUse(
                    records + other.records,
                    events + other.events,
                    recordBytes + other.recordBytes,
                    payloadUnits + other.payloadUnits,
                    recordKilobytes + other.recordKilobytes,
                    archiveBytes + other.archiveBytes,
                    sum);
        }

        OrderUse times(double factor) {
            Map<String, TableUse> product = new TreeMap<>();
            tables.forEach((name, use) -> product.put(name, use.times(factor)));
            return new OrderUse(
                    records * factor,
                    events * factor,
                    recordBytes * factor,
                    payloadUnits * factor,
                    recordKilobytes * factor,
                    archiveBytes * factor,
                    product);
        }
    }

    /**
     * @param writes that changed an item
     * @param itemUnits write units of the items
     * @param indexUnits and of their index entries
     * @param refused writes whose condition failed, a unit each
     * @param transactional one more unit for each write in a transaction
     * @param readUnits that the order caused
     * @param storedBytes that are there when it has ended, with entries of indexes and 100 bytes for each item and entry
     */
    record TableUse(
            double writes,
            double itemUnits,
            double indexUnits,
            double refused,
            double transactional,
            double readUnits,
            double storedBytes) {
        static final TableUse NOTHING = new TableUse(0, 0, 0, 0, 0, 0, 0);

        double writeUnits() {
            return itemUnits + indexUnits + refused + transactional;
        }

        TableUse plus(TableUse other) {
            return new TableUse(
                    writes + other.writes,
                    itemUnits + other.itemUnits,
                    indexUnits + other.indexUnits,
                    refused + other.refused,
                    transactional + other.transactional,
                    readUnits + other.readUnits,
                    storedBytes + other.storedBytes);
        }

        TableUse times(double factor) {
            return new TableUse(
                    writes * factor,
                    itemUnits * factor,
                    indexUnits * factor,
                    refused * factor,
                    transactional * factor,
                    readUnits * factor,
                    storedBytes * factor);
        }
    }
}
