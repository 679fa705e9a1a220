package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.order.domain.importing.Import;
import dev.orderflow.order.domain.importing.Import.Ended;
import dev.orderflow.order.domain.importing.Import.NotStarted;
import dev.orderflow.order.domain.importing.Import.Progress;
import dev.orderflow.order.domain.importing.Import.Running;
import dev.orderflow.order.domain.importing.ImportCommand.CompleteImport;
import dev.orderflow.order.domain.importing.ImportCommand.FailImport;
import dev.orderflow.order.domain.importing.ImportCommand.RecordAssortment;
import dev.orderflow.order.domain.importing.ImportCommand.RecordRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one import from where its journal says it is to its end: derives products and stock from the file where that
 * was asked for, waits until inventory has taken them over, then places the orders, recording progress as it goes.
 *
 * <p>It may be cut off anywhere. Whatever it did and had not recorded is done again by the next run and changes nothing
 * the second time: ids follow from the file.
 */
final class ImportRun {
    /** How many looks pass between two lines in the log about what is being waited for. */
    private static final int LOOKS_A_LOG_LINE = 60;

    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);

    private final String importId;
    private final ImportRecord record;
    private final CsvFiles csv;
    private final ImportFiles files;
    private final TakenOver takenOver;
    private final OrderPlacing placing;
    private final ImportSettings settings;
    private final Patience patience;
    private final Retrying retrying;

    ImportRun(
            String importId,
            ImportRecord record,
            CsvFiles csv,
            ImportFiles files,
            TakenOver takenOver,
            OrderPlacing placing,
            ImportSettings settings,
            Patience patience,
            Retrying retrying) {
        this.importId = importId;
        this.record = record;
        this.csv = csv;
        this.files = files;
        this.takenOver = takenOver;
        this.placing = placing;
        this.settings = settings;
        this.patience = patience;
        this.retrying = retrying;
    }

    void run() {
        switch (record.state()) {
            case NotStarted _ -> log.warn("There is no import {} to work on", importId);
            case Ended _ -> log.debug("Import {} has ended", importId);
            case Running running -> workOn(running);
        }
    }

    private void workOn(Running running) {
        Progress progress = running.progress();
        log.info(
                "Working on import {} of {} rows, from line {} on",
                importId,
                running.details().rows(),
                progress.lastLine() + 1);
        try (WorkFile work = WorkFile.in(settings.workFolder())) {
            Path file = work.path();
            files.fetch(running.details().location(), file);
            Running derived = running.details().derives() && progress.chunks() == 0 ? derive(running, file) : running;
            placeOrders(derived, file);
            record.record(new CompleteImport());
            log.info("Import {} is complete", importId);
        } catch (UnreadableFileException e) {
            log.error("Import {} cannot go on: line {} {}", importId, e.line(), e.reason());
            record.record(new FailImport(e.line(), e.reason()));
        } catch (IOException e) {
            throw new UncheckedIOException("Import " + importId + " was interrupted", e);
        }
    }

    private Running derive(Running from, Path file) throws IOException {
        List<List<DerivedProduct>> parts;
        try (CsvFiles.Rows rows = csv.open(file)) {
            parts = Assortment.of(rows).parts(from.details().deriveStock());
        }
        Running running = from;
        for (int part = running.progress().derivedParts() + 1; part <= parts.size(); part++) {
            running = running(record.record(new RecordAssortment(part, parts.size(), parts.get(part - 1))));
            log.info("Import {}: derived part {} of {} of the assortment", importId, part, parts.size());
        }
        for (int part = 1; part <= parts.size(); part++) {
            await(part, parts);
        }
        return running;
    }

    /** Without end: while inventory is away nothing can be ordered, and when it is back it takes the part over. */
    private void await(int part, List<List<DerivedProduct>> parts) {
        for (int look = 0; !isTakenOver(part, parts.get(part - 1)); look++) {
            if (look % LOOKS_A_LOG_LINE == LOOKS_A_LOG_LINE - 1) {
                log.info(
                        "Import {} waits for inventory to take over part {} of {} of its products",
                        importId,
                        part,
                        parts.size());
            }
            patience.pause(settings.look());
        }
    }

    private boolean isTakenOver(int part, List<DerivedProduct> products) {
        return retrying.call(
                "look whether products were taken over", attempt -> takenOver.has(importId, part, products));
    }

    private void placeOrders(Running from, Path file) throws IOException {
        try (CsvFiles.Rows rows = csv.open(file);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ChunkPlacing chunks = new ChunkPlacing(importId, placing, retrying, threads, settings.ordersAtOnce());
            Invoices invoices = new Invoices(rows);
            Running running = from;
            List<Invoice> chunk = new ArrayList<>();
            int rowsOfChunk = 0;
            for (Invoice next = invoices.next(); next != null; next = invoices.next()) {
                patience.check();
                if (next.lastLine() <= from.progress().lastLine()) {
                    continue;
                }
                chunk.add(next);
                rowsOfChunk += next.rows();
                if (rowsOfChunk >= settings.rowsAChunk()) {
                    running = finish(chunk, chunks, running);
                    chunk.clear();
                    rowsOfChunk = 0;
                }
            }
            if (!chunk.isEmpty()) {
                finish(chunk, chunks, running);
            }
        }
    }

    private Running finish(List<Invoice> chunk, ChunkPlacing placing, Running running) {
        ChunkPlacing.Result result = placing.place(chunk);
        Running after = running(record.record(new RecordRows(
                running.progress().chunks() + 1, chunk.getLast().lastLine(), result.orders(), result.refused())));
        log.info(
                "Import {}: {} of {} rows dealt with, {} orders",
                importId,
                after.progress().rowsAccepted() + after.progress().rowsRefused(),
                after.details().rows(),
                after.progress().ordersAccepted() + after.progress().ordersReplayed());
        return after;
    }

    private static Running running(Import state) {
        return switch (state) {
            case Running running -> running;
            case NotStarted _, Ended _ -> throw new IllegalStateException("An import that is recorded runs: " + state);
        };
    }
}
