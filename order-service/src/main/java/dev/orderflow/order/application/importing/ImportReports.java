package dev.orderflow.order.application.importing;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.domain.importing.ImportIds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports of imports, and which of them are open. */
public final class ImportReports {
    /** As operators name it. */
    public static final String READ_MODEL = "import-reports";

    /** Holds the imports that are not at their end, by the time of their start. */
    public static final String OPEN = "open";

    public static final ViewDefinition<ImportReport> VIEW =
            new ViewDefinition<>(READ_MODEL, ImportReport.class, List.of(new Index<>(OPEN, ImportReports::openKey)));

    private final Views<ImportReport> reports;
    private final Journal journal;

    public ImportReports(Views<ImportReport> reports, Journal journal) {
        this.reports = reports;
        this.journal = journal;
    }

    /** The report; for an import so new that the read model does not have it, from its own first commit. */
    public Optional<View<ImportReport>> find(String importId) {
        if (!ImportIds.isImportId(importId)) {
            return Optional.empty();
        }
        return reports.find(importId).or(() -> fromFirstCommit(importId));
    }

    private Optional<View<ImportReport>> fromFirstCommit(String importId) {
        First first = new First();
        journal.readBackwards(ImportIds.stream(importId), 1, stored -> {
            for (DomainEvent event : stored.commit().events()) {
                if (event instanceof ImportEvent.ImportStarted started) {
                    first.report = new View<>(
                            importId,
                            1,
                            ImportReportProjection.evolve(
                                    null, started, stored.commit().metadata().recordedAt()));
                }
            }
            return false;
        });
        return Optional.ofNullable(first.report);
    }

    private static @Nullable IndexKey openKey(ImportReport report) {
        return switch (report.status()) {
            case RUNNING -> new IndexKey(OPEN, DueWork.sortKey(report.startedAt()));
            case COMPLETED, FAILED -> null;
        };
    }

    private static final class First {
        private @Nullable View<ImportReport> report;
    }
}
