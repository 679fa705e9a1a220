package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.order.domain.importing.Import;
import dev.orderflow.order.domain.importing.ImportCommand;
import dev.orderflow.order.domain.importing.ImportCommand.StartImport;
import dev.orderflow.order.domain.importing.ImportIds;
import dev.orderflow.order.domain.importing.ImportRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a file in: streams it to disk, reads it to its end, keeps it durably, and only then starts an import. What
 * cannot be read as a whole starts nothing.
 */
public final class AcceptImport {
    /** Each holds a file on disk; more at once would fill it. */
    private static final int AT_ONCE = 2;

    private static final int BUFFER = 64 * 1024;
    private static final Logger log = LoggerFactory.getLogger(AcceptImport.class);

    private final Decisions<ImportCommand, Import, ImportEvent, ImportRefusal> imports;
    private final ImportReports reports;
    private final CsvFiles csv;
    private final ImportFiles files;
    private final ImportSettings settings;
    private final Consumer<String> started;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param started is told the id of an import that can be worked on */
    public AcceptImport(
            Decisions<ImportCommand, Import, ImportEvent, ImportRefusal> imports,
            ImportReports reports,
            CsvFiles csv,
            ImportFiles files,
            ImportSettings settings,
            Consumer<String> started) {
        this.imports = imports;
        this.reports = reports;
        this.csv = csv;
        this.files = files;
        this.settings = settings;
        this.started = started;
    }

    /** Who wants what done with the file. */
    public record Wanted(boolean deriveCatalogue, boolean deriveStock, String requestedBy) {}

    /** @throws IOException where this machine or the store fails; nothing was started, or it will be found started */
    public Acceptance accept(InputStream body, Wanted wanted, Cause cause) throws IOException {
        if (!places.tryAcquire()) {
            return new Acceptance.Busy();
        }
        try (WorkFile work = WorkFile.in(settings.workFolder())) {
            return switch (receive(body, work.path())) {
                case WHOLE -> start(work.path(), wanted, cause);
                case TOO_LARGE ->
                    new Acceptance.TooLarge("a file may have " + settings.largestUpload() + " bytes as it is sent");
                case BROKEN_OFF -> new Acceptance.BrokenOff();
            };
        } catch (UnreadableFileException e) {
            return e.isTooLarge()
                    ? new Acceptance.TooLarge(e.reason())
                    : new Acceptance.Unreadable(e.line(), e.reason());
        } finally {
            places.release();
        }
    }

    private Acceptance start(Path file, Wanted wanted, Cause cause) throws IOException {
        Checked checked = check(file);
        String importId = ImportIds.importId(checked.digest(), wanted.deriveCatalogue(), wanted.deriveStock());
        if (reports.find(importId).isPresent()) {
            return new Acceptance.Accepted(importId, true);
        }
        StartImport start = new StartImport(
                importId,
                wanted.requestedBy(),
                files.keep(importId, file),
                checked.digest(),
                checked.rows(),
                wanted.deriveCatalogue(),
                wanted.deriveStock());
        return switch (imports.executeOnNew(ImportIds.stream(importId), start, cause)) {
            case Outcome.Done<Import, ImportRefusal> _ -> {
                log.info("Started import {} of {} rows for {}", importId, checked.rows(), wanted.requestedBy());
                started.accept(importId);
                yield new Acceptance.Accepted(importId, false);
            }
            case Outcome.AlreadyDone<Import, ImportRefusal> _ -> new Acceptance.Accepted(importId, true);
            case Outcome.Refused<Import, ImportRefusal> refused ->
                throw new IllegalStateException("Starting cannot be refused with " + refused.refusal());
            case Outcome.Stale<Import, ImportRefusal> stale ->
                throw new IllegalStateException("No version was expected of " + importId + ": " + stale.version());
        };
    }

    private record Checked(String digest, long rows) {}

    /** Reads the file to its end. */
    private Checked check(Path file) throws IOException {
        try (CsvFiles.Rows rows = csv.open(file)) {
            long count = 0;
            while (rows.next() != null) {
                count++;
            }
            if (count == 0) {
                throw new UnreadableFileException(1, "is followed by no rows");
            }
            return new Checked(rows.contentDigest(), count);
        }
    }

    private enum Reception {
        WHOLE,
        TOO_LARGE,
        BROKEN_OFF
    }

    private Reception receive(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                int read;
                try {
                    read = body.read(buffer);
                } catch (IOException e) {
                    log.info("An upload broke off after {} bytes: {}", total, e.toString());
                    return Reception.BROKEN_OFF;
                }
                if (read < 0) {
                    return Reception.WHOLE;
                }
                total += read;
                if (total > settings.largestUpload()) {
                    return Reception.TOO_LARGE;
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
