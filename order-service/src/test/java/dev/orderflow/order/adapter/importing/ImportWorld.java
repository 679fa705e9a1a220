package dev.orderflow.order.adapter.importing;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import dev.orderflow.order.application.importing.AcceptImport;
import dev.orderflow.order.application.importing.AcceptImport.Wanted;
import dev.orderflow.order.application.importing.Acceptance;
import dev.orderflow.order.application.importing.ImportChunk;
import dev.orderflow.order.application.importing.ImportChunkProjection;
import dev.orderflow.order.application.importing.ImportJournals;
import dev.orderflow.order.application.importing.ImportReport;
import dev.orderflow.order.application.importing.ImportReportProjection;
import dev.orderflow.order.application.importing.ImportReports;
import dev.orderflow.order.application.importing.ImportRows;
import dev.orderflow.order.application.importing.ImportSettings;
import dev.orderflow.order.application.importing.ImportWorker;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.application.importing.StockReceipt;
import dev.orderflow.order.application.importing.StockReceiptProjection;
import dev.orderflow.order.application.importing.TakenOver;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.domain.OrderDecider;
import dev.orderflow.order.domain.importing.ImportDecider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Import with engines of memory, a real publisher, and an inventory that takes over whatever it is told. */
final class ImportWorld implements AutoCloseable {
    static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    static final Cause CAUSE = Cause.request("r-1", null);

    final InMemoryJournal journal = new InMemoryJournal();
    final InMemoryImportFiles files = new InMemoryImportFiles();
    final OrderPlacing placing;
    final ImportReports reports;
    final ImportRows rows;
    private final InstantSource clock = InstantSource.system();
    private final InMemoryViewStore views = new InMemoryViewStore();
    private final InMemorySnapshots snapshots = new InMemorySnapshots();
    private final Views<CatalogueEntry> catalogue = views.create(Catalogue.VIEW);
    private final Views<ImportReport> reportViews = views.create(ImportReports.VIEW);
    private final Views<ImportChunk> chunkViews = views.create(ImportRows.VIEW);
    private final Views<StockReceipt> receipts = views.create(TakenOver.RECEIPTS);
    private final Publication publication = new Publication("orders-0", journal, journal, clock);
    private final Inventory inventory = new Inventory(new StockReceiptProjection(receipts));
    private final Publisher publisher;
    private final Path folder;
    volatile boolean inventoryIsUp = true;

    ImportWorld(Path folder) {
        this.folder = folder;
        InMemoryCommitStream stream = new InMemoryCommitStream(clock);
        stream.subscribe(new ImportReportProjection(reportViews));
        stream.subscribe(new ImportChunkProjection(chunkViews));
        stream.subscribe(inventory);
        publisher = new Publisher(publication, stream, clock);
        publisher.start();
        placing = new JournaledOrderPlacing(
                new PlaceOrderHandler(
                        new Decisions<>(new OrderDecider(), OrderEvent.class, journal, publication),
                        new Catalogue(catalogue),
                        clock),
                journal);
        reports = new ImportReports(reportViews, journal);
        rows = new ImportRows(chunkViews);
    }

    ImportWorker worker(OrderPlacing placing) {
        return new ImportWorker(
                new ImportJournals(journal, publication, snapshots),
                new FastCsvFiles(1L << 31),
                files,
                new TakenOver(receipts, new Catalogue(catalogue)),
                placing,
                settings(),
                clock);
    }

    Acceptance accept(String csv, boolean derive) throws IOException {
        return accept(csv.getBytes(StandardCharsets.UTF_8), derive);
    }

    Acceptance accept(byte[] csv, boolean derive) throws IOException {
        AcceptImport accept = new AcceptImport(
                new Decisions<>(new ImportDecider(), ImportEvent.class, journal, publication),
                reports,
                new FastCsvFiles(1L << 31),
                files,
                settings(),
                importId -> {});
        return accept.accept(new ByteArrayInputStream(csv), new Wanted(derive, derive, "ann"), CAUSE);
    }

    private ImportSettings settings() {
        return new ImportSettings(folder, 1_000_000, 4, 50, Duration.ofMillis(5));
    }

    /** Works on an import to its end. */
    ImportReport finish(String importId) {
        try (ImportWorker worker = worker(placing)) {
            return finish(importId, worker);
        }
    }

    ImportReport finish(String importId, ImportWorker worker) {
        worker.take(importId);
        Await.until(Duration.ofSeconds(60), () -> report(importId).status() != ImportReport.Status.RUNNING);
        return report(importId);
    }

    ImportReport report(String importId) {
        return reports.find(importId).orElseThrow().value();
    }

    /** Everything that was decided but for times and ids of commits. */
    Stream<DomainEvent> events(String category) {
        return journal.everything().stream()
                .map(StoredCommit::commit)
                .filter(commit -> commit.streamId().category().equals(category))
                .flatMap(commit -> commit.events().stream());
    }

    void list(String sku, long price) {
        catalogue.save(new View<>(sku, 1, new CatalogueEntry(sku, sku, new Money(price, "GBP"))), 0);
    }

    /** What a consumer that was away finds on the stream when it is back. */
    void deliverAssortmentsAgain() {
        journal.everything().stream()
                .map(StoredCommit::commit)
                .forEach(commit -> inventory.apply(commit.streamId(), List.of(commit)));
    }

    @Override
    public void close() {
        publisher.close();
    }

    private final class Inventory implements Subscriber {
        private final StockReceiptProjection receipts;

        private Inventory(StockReceiptProjection receipts) {
            this.receipts = receipts;
        }

        @Override
        public String name() {
            return "inventory";
        }

        @Override
        public boolean wants(String category) {
            return category.equals("import");
        }

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            for (Commit commit : commits) {
                for (DomainEvent event : commit.events()) {
                    if (event instanceof AssortmentDerived derived && inventoryIsUp) {
                        takeOver(derived);
                    }
                }
            }
        }

        private void takeOver(AssortmentDerived derived) {
            for (DerivedProduct product : derived.products()) {
                catalogue.save(
                        new View<>(
                                product.sku(),
                                1,
                                new CatalogueEntry(product.sku(), product.description(), product.unitPrice())),
                        0);
            }
            StockReceived received =
                    new StockReceived(derived.importId() + "-" + derived.part(), List.of(), "opening stock");
            Commit stated = new Commit(
                    StreamId.parse("warehouse-main"),
                    1,
                    List.of(received),
                    new CommitMetadata("c", Instant.EPOCH, "inventory-0", "r", "r", null));
            // Redelivered, as a stream does.
            receipts.apply(stated.streamId(), List.of(stated));
            receipts.apply(stated.streamId(), List.of(stated));
        }
    }
}
