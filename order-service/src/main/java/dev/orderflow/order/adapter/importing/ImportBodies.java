package dev.orderflow.order.adapter.importing;

import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.importing.ImportReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports as clients see them. */
final class ImportBodies {
    private ImportBodies() {}

    record ImportAccepted(String importId, ImportReport.Status status, long version) {}

    record ImportBody(
            String importId,
            ImportReport.Status status,
            long version,
            String requestedBy,
            List<String> derived,
            Instant startedAt,
            @Nullable Instant endedAt,
            Rows rows,
            Orders orders,
            List<ReasonCount> refusedByReason,
            @Nullable Failure failure) {

        static ImportBody of(View<ImportReport> view) {
            ImportReport report = view.value();
            List<String> derived = new ArrayList<>();
            if (report.deriveCatalogue()) {
                derived.add(Derive.CATALOGUE.word());
            }
            if (report.deriveStock()) {
                derived.add(Derive.STOCK.word());
            }
            return new ImportBody(
                    report.importId(),
                    report.status(),
                    view.version(),
                    report.requestedBy(),
                    derived,
                    report.startedAt(),
                    report.endedAt(),
                    new Rows(
                            report.totalRows(),
                            report.rowsAccepted() + report.rowsRefused(),
                            report.rowsAccepted(),
                            report.rowsRefused()),
                    new Orders(report.ordersAccepted(), report.ordersReplayed()),
                    report.refusedByReason().entrySet().stream()
                            .map(entry -> new ReasonCount(entry.getKey(), entry.getValue()))
                            .toList(),
                    report.failure() == null
                            ? null
                            : new Failure(
                                    report.failure().line(), report.failure().reason()));
        }
    }

    /** @param total of the file; {@code read} of them are dealt with */
    record Rows(long total, long read, long accepted, long refused) {}

    record Orders(long accepted, long replayed) {}

    record ReasonCount(String reason, long rows) {}

    record Failure(long line, String reason) {}
}
