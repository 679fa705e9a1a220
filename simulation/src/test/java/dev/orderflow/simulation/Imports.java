package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.ImportCompleted;
import dev.orderflow.events.ImportEvent.ImportFailed;
import dev.orderflow.events.ImportEvent.ImportStarted;
import dev.orderflow.events.ImportEvent.ImportedOrder;
import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.events.ImportEvent.RowsProcessed;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.order.application.importing.ImportReport;
import dev.orderflow.order.application.importing.ImportReports;
import dev.orderflow.order.application.importing.ImportRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the imports' journals say of their files, noted as each commit becomes durable and checked against the files. */
final class Imports {
    private static final String REPEATED = "invoice-repeated";
    private static final int MOST_ROWS = 1_000;

    private final Environment environment;
    private final Map<String, ImportFile> filesByDigest = new HashMap<>();
    private final Map<String, Facts> imports = new TreeMap<>();
    private final Map<String, Placed> placed = new TreeMap<>();

    Imports(Environment environment) {
        this.environment = environment;
    }

    /** An import as its journal tells it so far. */
    private static final class Facts {
        private final ImportFile file;
        private final Map<Long, String> outcomes = new TreeMap<>();
        private long orders;
        private long replayed;
        private long refused;
        private boolean ended;

        private Facts(ImportFile file) {
            this.file = file;
        }
    }

    private record Placed(List<SkuQuantity> lines, String causationId) {
        private boolean isBy(String importId) {
            return causationId.startsWith("import-" + importId + ":");
        }
    }

    /** What such a file has to come to is known from here on. */
    void expect(ImportFile file) {
        filesByDigest.put(file.digest(), file);
    }

    boolean hasStarted(String importId) {
        return imports.containsKey(importId);
    }

    boolean haveEnded() {
        return imports.values().stream().allMatch(facts -> facts.ended);
    }

    void appended(Commit commit) {
        for (DomainEvent event : commit.events()) {
            if (event instanceof OrderPlaced order) {
                placed.put(
                        order.orderId(),
                        new Placed(Journals.linesOf(order), commit.metadata().causationId()));
            } else if (event instanceof ImportEvent importing) {
                note(importing);
            }
        }
    }

    private void note(ImportEvent event) {
        String importId = event.importId();
        if (event instanceof ImportStarted started) {
            ImportFile file = filesByDigest.get(started.contentDigest());
            require(file != null && started.rows() == file.rows().size(), event + " is of no file that was sent");
            require(imports.put(importId, new Facts(file)) == null, importId + " was started twice");
            return;
        }
        Facts facts = imports.get(importId);
        require(facts != null && !facts.ended, event + " of an import that does not run");
        switch (event) {
            case ImportStarted _, AssortmentDerived _ -> {}
            case RowsProcessed processed -> {
                processed.orders().forEach(order -> note(importId, facts, order));
                processed.refused().forEach(row -> note(facts, row));
                facts.outcomes
                        .keySet()
                        .forEach(line -> require(
                                line <= processed.lastLine(), "line " + line + " is behind that of " + processed));
            }
            case ImportCompleted completed -> {
                require(
                        facts.outcomes.size() == facts.file.rows().size()
                                && completed.rows() == facts.file.rows().size()
                                && completed.ordersAccepted() == facts.orders
                                && completed.rowsRefused() == facts.refused,
                        completed + " and its rows became " + facts.outcomes);
                facts.ended = true;
            }
            case ImportFailed failed -> require(false, failed + " though its file is sound");
        }
    }

    private void note(String importId, Facts facts, ImportedOrder order) {
        Placed there = placed.get(order.orderId());
        require(
                there != null && there.lines().equals(facts.file.wants(order.invoice())),
                order + " was placed as " + there);
        require(
                order.lines().equals(facts.file.lines(order.invoice()))
                        && order.lines().stream()
                                .allMatch(line -> facts.file.row(line).orderId().equals(order.orderId())),
                order + " is not of the rows of its invoice");
        require(there == null || order.replayed() != there.isBy(importId), order + " was placed by " + there);
        facts.orders += order.replayed() ? 0 : 1;
        facts.replayed += order.replayed() ? 1 : 0;
        order.lines().forEach(line -> note(facts, line, order.orderId()));
    }

    private void note(Facts facts, RefusedRow refused) {
        String itself = facts.file.hasLine(refused.line())
                ? facts.file.row(refused.line()).refusedFor()
                : null;
        Placed other = refused.reason().equals(REPEATED)
                ? placed.get(facts.file.row(refused.line()).orderId())
                : null;
        boolean repeated = other != null && !other.lines().equals(facts.file.wants(refused.invoice()));
        require(
                itself == null ? repeated : itself.equals(refused.reason()),
                refused + " is refused for what does not hold");
        facts.refused++;
        note(facts, refused.line(), refused.reason());
    }

    private void note(Facts facts, long line, String outcome) {
        String before = facts.outcomes.put(line, outcome);
        require(
                facts.file.hasLine(line) && before == null,
                "line " + line + " became " + outcome + ", and before that " + before);
    }

    /** When all is at rest: what is told of the imports is what they did, and they did no more. */
    void check(InMemoryViewStore views) {
        imports.forEach((importId, facts) -> {
            ImportReport report = views.create(ImportReports.VIEW)
                    .find(importId)
                    .orElseThrow()
                    .value();
            require(
                    report.status() == ImportReport.Status.COMPLETED
                            && report.rowsAccepted() == facts.outcomes.size() - facts.refused
                            && report.rowsRefused() == facts.refused
                            && report.ordersAccepted() == facts.orders
                            && report.ordersReplayed() == facts.replayed,
                    "its journal says " + facts.outcomes + ", and its report " + report);
            Map<Long, String> told = new TreeMap<>();
            new ImportRows(views.create(ImportRows.VIEW))
                    .page(importId, null, MOST_ROWS, null)
                    .items()
                    .forEach(row -> told.put(row.line(), row.orderId() == null ? row.reason() : row.orderId()));
            require(told.equals(facts.outcomes), "rows became " + facts.outcomes + ", and are told as " + told);
            List<String> unknown = placed.entrySet().stream()
                    .filter(order -> order.getValue().isBy(importId) && !facts.outcomes.containsValue(order.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            require(unknown.isEmpty(), importId + " placed orders of which it does not know: " + unknown);
        });
    }

    private void require(boolean holds, String detail) {
        environment.require(holds, Invariant.I20, detail);
    }
}
