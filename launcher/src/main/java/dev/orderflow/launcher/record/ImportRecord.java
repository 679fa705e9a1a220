package dev.orderflow.launcher.record;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;

/**
 * One import as its journal tells it.
 *
 * @param chunks stretches of rows that were dealt with
 * @param ended whether nothing more will be done for it
 */
public record ImportRecord(int chunks, boolean ended) {
    static final ImportRecord UNKNOWN = new ImportRecord(0, false);

    /** Some of its orders are placed, and some are not. */
    public boolean isUnderWay() {
        return chunks > 0 && !ended;
    }

    /** As it is after one more commit. */
    ImportRecord with(Commit commit) {
        ImportRecord next = this;
        for (DomainEvent event : commit.events()) {
            next = switch (event) {
                case ImportEvent.RowsProcessed _ -> new ImportRecord(next.chunks + 1, next.ended);
                case ImportEvent.ImportCompleted _, ImportEvent.ImportFailed _ -> new ImportRecord(next.chunks, true);
                default -> next;
            };
        }
        return next;
    }
}
