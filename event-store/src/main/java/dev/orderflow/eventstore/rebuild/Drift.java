package dev.orderflow.eventstore.rebuild;

import java.util.List;

/**
 * How the new version of a read model compares with the fold of the journals.
 *
 * @param streams journals that were folded
 * @param tables one entry a table
 */
public record Drift(long streams, List<OfTable> tables) {
    /** So many keys are named a table: enough to look into, and an item must hold them. */
    static final int MOST_EXAMPLES = 10;

    public Drift {
        tables = List.copyOf(tables);
    }

    /** Whether nothing is missing or different. */
    public boolean isNone() {
        return tables.stream().allMatch(table -> table.missing() == 0 && table.different() == 0);
    }

    /**
     * @param equal items that are what the journals say
     * @param missing items that the journals demand and the table lacks
     * @param different items with another content
     * @param moving items that were written each time they were looked at
     * @param examples keys of the first missing and different ones
     */
    public record OfTable(String table, long equal, long missing, long different, long moving, List<String> examples) {
        public OfTable {
            examples = List.copyOf(examples);
        }
    }
}
