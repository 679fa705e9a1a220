package dev.orderflow.order.adapter.importing;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.ImportCompleted;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
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
import dev.orderflow.order.application.importing.ImportFiles;
import dev.orderflow.order.application.importing.ImportJournals;
import dev.orderflow.order.application.importing.ImportReports;
import dev.orderflow.order.application.importing.ImportSettings;
import dev.orderflow.order.application.importing.ImportWorker;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.application.importing.StockReceipt;
import dev.orderflow.order.application.importing.TakenOver;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.importing.ImportDecider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Takes in and works on a file of so many rows in a process of its own, whose heap its parent bounds. Engines keep
 * nothing, as if they were elsewhere; prints how the import ended.
 */
final class MemoryFlatMain {
    private static final InstantSource CLOCK = InstantSource.system();

    private MemoryFlatMain() {}

    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        Path folder = Path.of(args[1]);
        Forgetful journal = new Forgetful();
        Publication publication = new Publication("orders-0", new InMemoryJournal(), journal, CLOCK);
        InMemoryViewStore views = new InMemoryViewStore();
        Views<CatalogueEntry> catalogue = views.create(Catalogue.VIEW);
        Views<StockReceipt> receipts = views.create(TakenOver.RECEIPTS);
        journal.listener = event -> {
            if (event instanceof AssortmentDerived derived) {
                takeOver(derived, catalogue, receipts);
            }
        };
        ImportSettings settings = new ImportSettings(folder, 1L << 31, 4, 500, Duration.ofMillis(5));
        FastCsvFiles csv = new FastCsvFiles(1L << 31);
        OnDisk files = new OnDisk(folder.resolve("kept"));
        try (Publisher publisher =
                new Publisher(publication, batch -> Collections.nCopies(batch.size(), true), CLOCK)) {
            publisher.start();
            Acceptance acceptance = new AcceptImport(
                            new Decisions<>(new ImportDecider(), ImportEvent.class, journal, publication),
                            new ImportReports(views.create(ImportReports.VIEW), journal),
                            csv,
                            files,
                            settings,
                            importId -> {})
                    .accept(new Generated(rows), new Wanted(true, true, "ann"), Cause.request("r", null));
            String importId = ((Acceptance.Accepted) acceptance).importId();
            try (ImportWorker worker = new ImportWorker(
                    new ImportJournals(journal, publication, new InMemorySnapshots()),
                    csv,
                    files,
                    new TakenOver(receipts, new Catalogue(catalogue)),
                    new AcceptsEverything(),
                    settings,
                    CLOCK)) {
                worker.take(importId);
                Await.until(Duration.ofMinutes(4), () -> journal.completed.get() != null);
            }
        }
        System.out.println("file " + Files.size(files.kept) + " " + journal.completed.get());
    }

    private static void takeOver(
            AssortmentDerived derived, Views<CatalogueEntry> catalogue, Views<StockReceipt> receipts) {
        derived.products()
                .forEach(product -> catalogue.save(
                        new View<>(
                                product.sku(),
                                1,
                                new CatalogueEntry(product.sku(), product.description(), product.unitPrice())),
                        0));
        String receiptId = derived.importId() + "-" + derived.part();
        receipts.save(new View<>(receiptId, 1, new StockReceipt(receiptId)), 0);
    }

    /** Remembers the first commit of each stream, as far as anybody asks for it again. */
    private static final class Forgetful implements Journal {
        private final InMemoryJournal firsts = new InMemoryJournal();
        private final AtomicReference<ImportCompleted> completed = new AtomicReference<>();
        private Consumer<DomainEvent> listener = event -> {};

        @Override
        public AppendOutcome append(StoredCommit stored) {
            for (DomainEvent event : stored.commit().events()) {
                listener.accept(event);
                if (event instanceof ImportCompleted end) {
                    completed.set(end);
                }
            }
            return stored.commit().firstVersion() == 1 ? firsts.append(stored) : AppendOutcome.APPENDED;
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            firsts.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            firsts.readBackwards(stream, upTo, reader);
        }
    }

    private static final class AcceptsEverything implements OrderPlacing {
        @Override
        public Placement place(PlaceOrderRequest request, Cause cause) {
            return new Placement.Accepted(
                    OrderIds.orderId(request.customerId(), request.idempotencyKey()),
                    OrderStatus.PLACED,
                    1,
                    new Money(1, "GBP"),
                    false);
        }

        @Override
        public boolean wasPlacedBy(String importId, String orderId) {
            return false;
        }
    }

    private static final class OnDisk implements ImportFiles {
        private final Path kept;

        private OnDisk(Path kept) {
            this.kept = kept;
        }

        @Override
        public String keep(String importId, Path file) {
            try {
                Files.copy(file, kept);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return "disk://" + importId;
        }

        @Override
        public void fetch(String location, Path to) throws IOException {
            Files.copy(kept, to);
        }
    }

    /** A file that is made while it is read: ten rows an invoice, and every eleventh row refused. */
    private static final class Generated extends InputStream {
        private final java.util.Iterator<String> lines;
        private byte[] line = ImportWorld.HEADER.getBytes(StandardCharsets.UTF_8);
        private int next;

        private Generated(int rows) {
            lines = IntStream.range(0, rows)
                    .mapToObj(i -> i / 10 + ",S" + i % 3_000 + ",A THING WITH A NAME OF ORDINARY LENGTH,"
                            + (i % 11 == 0 ? 0 : 1) + ",2010-12-01 08:26:00,2.55," + i / 10 % 5_000
                            + ".0,United Kingdom\n")
                    .iterator();
        }

        @Override
        public int read() {
            while (next == line.length) {
                if (!lines.hasNext()) {
                    return -1;
                }
                line = lines.next().getBytes(StandardCharsets.UTF_8);
                next = 0;
            }
            return line[next++];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = 0;
            for (int value; count < length && (value = read()) >= 0; count++) {
                buffer[offset + count] = (byte) value;
            }
            return count == 0 ? -1 : count;
        }
    }
}
