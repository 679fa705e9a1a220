package dev.orderflow.order.application.importing;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.ImportCompleted;
import dev.orderflow.events.ImportEvent.ImportFailed;
import dev.orderflow.events.ImportEvent.ImportStarted;
import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.events.ImportEvent.RowsProcessed;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.Views;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps {@link ImportReport} as the imports' journals say. */
public final class ImportReportProjection extends StreamProjection<ImportReport> {

    public ImportReportProjection(Views<ImportReport> views) {
        super("import-reports", "import", views);
    }

    @Override
    protected @Nullable ImportReport evolve(@Nullable ImportReport report, DomainEvent event, Context context) {
        // A newer instance may record what this build does not know yet: it changes nothing here.
        return event instanceof ImportEvent known ? evolve(report, known, context.recordedAt()) : report;
    }

    static ImportReport evolve(@Nullable ImportReport report, ImportEvent event, Instant at) {
        return switch (event) {
            case ImportStarted started ->
                new ImportReport(
                        started.importId(),
                        ImportReport.Status.RUNNING,
                        started.requestedBy(),
                        started.deriveCatalogue(),
                        started.deriveStock(),
                        at,
                        null,
                        started.rows(),
                        0,
                        0,
                        0,
                        0,
                        Map.of(),
                        null);
            case AssortmentDerived _ -> started(report, event);
            case RowsProcessed processed -> after(started(report, event), processed);
            case ImportCompleted _ -> started(report, event).ended(ImportReport.Status.COMPLETED, at, null);
            case ImportFailed failed ->
                started(report, event)
                        .ended(
                                ImportReport.Status.FAILED,
                                at,
                                new ImportReport.Failure(failed.line(), failed.reason()));
        };
    }

    private static ImportReport after(ImportReport before, RowsProcessed processed) {
        long rows = 0;
        long replayed = 0;
        for (ImportedOrder order : processed.orders()) {
            rows += order.lines().size();
            replayed += order.replayed() ? 1 : 0;
        }
        Map<String, Long> byReason = new TreeMap<>(before.refusedByReason());
        for (RefusedRow row : processed.refused()) {
            byReason.merge(row.reason(), 1L, Long::sum);
        }
        return new ImportReport(
                before.importId(),
                before.status(),
                before.requestedBy(),
                before.deriveCatalogue(),
                before.deriveStock(),
                before.startedAt(),
                before.endedAt(),
                before.totalRows(),
                before.rowsAccepted() + rows,
                before.rowsRefused() + processed.refused().size(),
                before.ordersAccepted() + processed.orders().size() - replayed,
                before.ordersReplayed() + replayed,
                byReason,
                before.failure());
    }

    private static ImportReport started(@Nullable ImportReport report, ImportEvent event) {
        if (report == null) {
            throw new IllegalStateException("Import " + event.importId() + " went on before it started");
        }
        return report;
    }
}
