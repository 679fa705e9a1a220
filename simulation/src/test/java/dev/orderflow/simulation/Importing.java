package dev.orderflow.simulation;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.order.adapter.importing.FastCsvFiles;
import dev.orderflow.order.adapter.importing.JournaledOrderPlacing;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.importing.AcceptImport;
import dev.orderflow.order.application.importing.CsvFiles;
import dev.orderflow.order.application.importing.ImportChunkProjection;
import dev.orderflow.order.application.importing.ImportFiles;
import dev.orderflow.order.application.importing.ImportJournals;
import dev.orderflow.order.application.importing.ImportReport;
import dev.orderflow.order.application.importing.ImportReportProjection;
import dev.orderflow.order.application.importing.ImportReports;
import dev.orderflow.order.application.importing.ImportRows;
import dev.orderflow.order.application.importing.ImportSettings;
import dev.orderflow.order.application.importing.ImportWorker;
import dev.orderflow.order.application.importing.StockReceiptProjection;
import dev.orderflow.order.application.importing.TakenOver;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.domain.importing.ImportDecider;
import java.time.Duration;
import java.util.List;

/** Bulk import in the order service, wired as its configuration does. */
final class Importing {
    private static final int LARGEST_FILE = 1 << 20;
    private static final int ORDERS_AT_ONCE = 2;

    /** The files have a handful of rows, and are to have several chunks. */
    private static final int ROWS_A_CHUNK = 2;

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Real time, and no test waits for it: a thread that waits for work is woken by work, by the end or by death. */
    private static final Duration IDLE = Duration.ofHours(1);

    final AcceptImport accept;
    final DueWork<ImportReport> open;

    Importing(Engines engines, PlaceOrderHandler placeOrder, Catalogue catalogue, ImportFiles files) {
        ImportSettings settings =
                new ImportSettings(SimulatedFiles.workFolder(), LARGEST_FILE, ORDERS_AT_ONCE, ROWS_A_CHUNK, LOOK);
        CsvFiles csv = new FastCsvFiles(LARGEST_FILE);
        Views<ImportReport> reports = engines.views.create(ImportReports.VIEW);
        ImportWorker worker = new ImportWorker(
                journals(engines),
                csv,
                files,
                new TakenOver(engines.views.create(TakenOver.RECEIPTS), catalogue),
                engines.planted.in(new JournaledOrderPlacing(placeOrder, engines.journal)),
                settings,
                engines.clock,
                () -> new Patience((time, stopping) -> engines.node.sleep(time)));
        accept = new AcceptImport(
                new Decisions<>(new ImportDecider(), ImportEvent.class, engines.journal, engines.publication),
                new ImportReports(reports, engines.journal),
                csv,
                files,
                settings,
                worker::take);
        open = new DueWork<>(
                reports,
                ImportReports.OPEN,
                List.of(ImportReports.OPEN),
                LOOK,
                10,
                engines.clock,
                due -> worker.take(due.id()));
    }

    private static ImportJournals journals(Engines engines) {
        return new ImportJournals((stream, format, limits) -> new LiveStream<>(
                stream,
                engines.planted.inImports(new ImportDecider()),
                ImportEvent.class,
                ImportJournals::weight,
                engines.journal,
                engines.publication,
                engines.snapshots,
                format,
                new LiveStream.Limits(
                        limits.waiting(),
                        limits.commandsPerCommit(),
                        limits.bytesPerCommit(),
                        engines.node.environment.commitsPerSnapshot()),
                engines.node.idlers(),
                IDLE));
    }

    static List<Subscriber> projections(ViewFactory views) {
        return List.of(
                new ImportReportProjection(views.create(ImportReports.VIEW)),
                new ImportChunkProjection(views.create(ImportRows.VIEW)),
                new StockReceiptProjection(views.create(TakenOver.RECEIPTS)));
    }
}
