package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.decision.Outcome;
import dev.orderflow.order.domain.importing.Import;
import dev.orderflow.order.domain.importing.ImportCommand;
import dev.orderflow.order.domain.importing.ImportRefusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One import's journal, as whoever works on it sees it. The journal lets one of several workers go on; the others learn
 * of it here.
 */
final class ImportRecord implements AutoCloseable {
    /** An append takes milliseconds, and the journal's client gives up after seconds. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final LiveStream<ImportCommand, Import, ImportEvent, ImportRefusal> journal;
    private final Cause cause;
    private final Retrying retrying;

    ImportRecord(
            LiveStream<ImportCommand, Import, ImportEvent, ImportRefusal> journal, Cause cause, Retrying retrying) {
        this.journal = journal;
        this.cause = cause;
        this.retrying = retrying;
    }

    Import state() {
        return retrying.call(
                "read the import's journal",
                attempt -> answer(journal.current()).state());
    }

    /**
     * Records, and answers the state after it.
     *
     * @throws WorkedOnElsewhereException where another worker was first
     */
    Import record(ImportCommand command) {
        return retrying.call(
                "record the import's progress", attempt -> switch (answer(journal.submit(command, cause))) {
                    case Outcome.Done<Import, ImportRefusal> done -> done.state();
                    case Outcome.AlreadyDone<Import, ImportRefusal> done -> {
                        // An attempt whose reply was lost may have been one's own.
                        if (attempt == 1) {
                            throw new WorkedOnElsewhereException();
                        }
                        yield done.state();
                    }
                    case Outcome.Refused<Import, ImportRefusal> _, Outcome.Stale<Import, ImportRefusal> _ ->
                        throw new WorkedOnElsewhereException();
                });
    }

    private static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The import's journal did not answer within " + TO_ANSWER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }

    /** Another instance works on the import; this one lets it. */
    static final class WorkedOnElsewhereException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private WorkedOnElsewhereException() {
            super("Another instance works on this import", null, false, false);
        }
    }
}
