package dev.orderflow.launcher.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What an order costs in units that AWS charges for, counted over a round of its own.
 *
 * @param tables those that orders make writes to, the journals first
 * @param journalFloor units that an order's history takes at the least: see {@link #floor}
 * @param streamRecordsPerOrder commits, each of them one record
 * @param clockUnitsPerMinute write units of leases and publication marks, however many orders there are
 */
record Cost(
        int orders,
        List<Table> tables,
        double journalUnitsPerOrder,
        int journalFloor,
        double writesPerOrder,
        double unitsPerOrder,
        double streamRecordsPerOrder,
        double payloadUnitsPerOrder,
        double clockUnitsPerMinute) {

    /**
     * @param tableUnitsPerOrder write units of the items
     * @param indexUnitsPerOrder and those of their index entries
     */
    record Table(
            String name, TableKind kind, double writesPerOrder, double tableUnitsPerOrder, double indexUnitsPerOrder) {
        double unitsPerOrder() {
            return tableUnitsPerOrder + indexUnitsPerOrder;
        }
    }

    /**
     * Placed, reserved, paid, shipped and completed are five facts that services learn one after the other, each at least
     * one unit; and each line's goods leave the warehouse by a movement of their own.
     */
    private static int floor(int lines) {
        return 5 + lines;
    }

    static Cost of(Map<String, Written> written, int orders, int linesPerOrder, Duration counted) {
        List<Table> tables = new ArrayList<>();
        long clockUnits = 0;
        long records = 0;
        long payloadUnits = 0;
        for (Map.Entry<String, Written> each : written.entrySet()) {
            TableKind kind = TableKind.of(each.getKey());
            Written all = each.getValue();
            if (kind == TableKind.CLOCK) {
                clockUnits += all.units().table() + all.units().indexes();
            } else if (all.writes() > 0) {
                tables.add(new Table(
                        each.getKey(),
                        kind,
                        Figures.ratio(all.writes(), orders),
                        Figures.ratio(all.units().table(), orders),
                        Figures.ratio(all.units().indexes(), orders)));
            }
            if (kind == TableKind.JOURNAL) {
                records += all.writes();
                payloadUnits += all.payloadUnits();
            }
        }
        tables.sort(Comparator.comparing(Table::kind).thenComparing(Table::name));
        return new Cost(
                orders,
                tables,
                tables.stream()
                        .filter(table -> table.kind() == TableKind.JOURNAL)
                        .mapToDouble(Table::unitsPerOrder)
                        .sum(),
                floor(linesPerOrder),
                tables.stream().mapToDouble(Table::writesPerOrder).sum(),
                tables.stream().mapToDouble(Table::unitsPerOrder).sum(),
                Figures.ratio(records, orders),
                Figures.ratio(payloadUnits, orders),
                60 * Figures.perSecond(clockUnits, counted));
    }
}
