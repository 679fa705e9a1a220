package dev.orderflow.order.application.importing;

import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StoppingException;
import dev.orderflow.order.application.importing.ImportRecord.WorkedOnElsewhereException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on imports in the background, a few at once. */
public final class ImportWorker implements AutoCloseable {
    /** Each has orders in flight and a file open; more at once would only share the same engines. */
    private static final int AT_ONCE = 2;

    /** After a failure, so that an outage is not met with one run after the other. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** Another instance works on it; should that die, this one looks again. */
    private static final Duration LEAVE_IT = Duration.ofSeconds(30);

    private static final Duration STOP_AT_MOST = Duration.ofSeconds(15);
    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    private final ImportJournals journals;
    private final CsvFiles csv;
    private final ImportFiles files;
    private final TakenOver takenOver;
    private final OrderPlacing placing;
    private final ImportSettings settings;
    private final InstantSource clock;
    private final Supplier<Patience> patiences;
    private Patience patience;
    private final Map<String, Thread> running = new HashMap<>();
    private final Map<String, Instant> notBefore = new HashMap<>();

    public ImportWorker(
            ImportJournals journals,
            CsvFiles csv,
            ImportFiles files,
            TakenOver takenOver,
            OrderPlacing placing,
            ImportSettings settings,
            InstantSource clock) {
        this(journals, csv, files, takenOver, placing, settings, clock, Patience::new);
    }

    /**
     * As the other, for tests in which time passes otherwise.
     *
     * @param patiences one each time it is opened
     */
    public ImportWorker(
            ImportJournals journals,
            CsvFiles csv,
            ImportFiles files,
            TakenOver takenOver,
            OrderPlacing placing,
            ImportSettings settings,
            InstantSource clock,
            Supplier<Patience> patiences) {
        this.journals = journals;
        this.csv = csv;
        this.files = files;
        this.takenOver = takenOver;
        this.placing = placing;
        this.settings = settings;
        this.clock = clock;
        this.patiences = patiences;
        this.patience = patiences.get();
    }

    /** Takes imports again after it was closed. */
    public synchronized void open() {
        patience = patiences.get();
    }

    /** Sees to it that an import is worked on, now or later; an open import comes here again and again. */
    public synchronized void take(String importId) {
        Instant earliest = notBefore.getOrDefault(importId, Instant.MIN);
        if (patience.isStopping()
                || running.containsKey(importId)
                || running.size() >= AT_ONCE
                || clock.instant().isBefore(earliest)) {
            return;
        }
        Patience untilClosed = patience;
        running.put(importId, Thread.ofVirtual().name("import-" + importId).start(() -> workOn(importId, untilClosed)));
    }

    private void workOn(String importId, Patience patience) {
        Duration rest = Duration.ZERO;
        Retrying retrying = new Retrying(patience);
        try (ImportRecord record =
                new ImportRecord(journals.open(importId), ImportCauses.ofImport(importId), retrying)) {
            new ImportRun(importId, record, csv, files, takenOver, placing, settings, patience, retrying).run();
        } catch (StoppingException e) {
            log.info("Import {} goes on after the next start", importId);
        } catch (WorkedOnElsewhereException e) {
            log.info("Another instance works on import {}", importId);
            rest = LEAVE_IT;
        } catch (RuntimeException e) {
            log.error("Import {} was interrupted and goes on in {}", importId, REST, e);
            rest = REST;
        } finally {
            ended(importId, rest);
        }
    }

    private synchronized void ended(String importId, Duration rest) {
        running.remove(importId);
        if (rest.isZero()) {
            notBefore.remove(importId);
        } else {
            notBefore.put(importId, clock.instant().plus(rest));
        }
        notifyAll();
    }

    /** Stops within a bound, between two orders; what is not recorded is done again by the next start. */
    @Override
    public synchronized void close() {
        patience.stop();
        long deadline = System.nanoTime() + STOP_AT_MOST.toNanos();
        try {
            while (!running.isEmpty()) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    log.warn("Imports {} did not stop in time; they go on after the next start", running.keySet());
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
