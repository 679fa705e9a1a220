package dev.orderflow.eventstore.rebuild;

import java.util.ArrayList;
import java.util.List;

/** Counts how the items of one table compare. */
final class DriftCount {
    private long equal;
    private long missing;
    private long different;
    private long moving;
    private final List<String> examples = new ArrayList<>();

    synchronized void equal() {
        equal++;
    }

    /** The time for looking again is over. */
    synchronized void give(DriftCheck.Doubt doubt) {
        if (doubt.moved()) {
            moving++;
            return;
        }
        if (doubt.stored() == 0) {
            missing++;
        } else {
            different++;
        }
        if (examples.size() < Drift.MOST_EXAMPLES) {
            examples.add(doubt.id());
        }
    }

    synchronized Drift.OfTable of(String table) {
        return new Drift.OfTable(table, equal, missing, different, moving, examples);
    }
}
