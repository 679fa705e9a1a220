package dev.orderflow.order.domain.importing;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.ImportCompleted;
import dev.orderflow.events.ImportEvent.ImportFailed;
import dev.orderflow.events.ImportEvent.ImportStarted;
import dev.orderflow.events.ImportEvent.RowsProcessed;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.order.domain.importing.Import.Details;
import dev.orderflow.order.domain.importing.Import.Ended;
import dev.orderflow.order.domain.importing.Import.NotStarted;
import dev.orderflow.order.domain.importing.Import.Progress;
import dev.orderflow.order.domain.importing.Import.Running;
import dev.orderflow.order.domain.importing.ImportCommand.CompleteImport;
import dev.orderflow.order.domain.importing.ImportCommand.FailImport;
import dev.orderflow.order.domain.importing.ImportCommand.RecordAssortment;
import dev.orderflow.order.domain.importing.ImportCommand.RecordRows;
import dev.orderflow.order.domain.importing.ImportCommand.StartImport;

/** Keeps an import's record in order: every part and every stretch of rows once, none skipped. */
public final class ImportDecider implements Decider<ImportCommand, Import, ImportEvent, ImportRefusal> {

    @Override
    public Import initial() {
        return new NotStarted();
    }

    @Override
    public Decision<ImportEvent, ImportRefusal> decide(ImportCommand command, Import state) {
        return switch (command) {
            case StartImport start -> start(start, state);
            case RecordAssortment record ->
                state instanceof Running running ? derive(record, running) : notRunning(state);
            case RecordRows record -> state instanceof Running running ? rows(record, running) : notRunning(state);
            case CompleteImport _ -> complete(state);
            case FailImport fail -> fail(fail, state);
        };
    }

    private static Decision<ImportEvent, ImportRefusal> start(StartImport start, Import state) {
        return switch (state) {
            case NotStarted _ ->
                Decision.accept(new ImportStarted(
                        start.importId(),
                        start.requestedBy(),
                        start.location(),
                        start.contentDigest(),
                        start.rows(),
                        start.deriveCatalogue(),
                        start.deriveStock()));
            case Running _, Ended _ -> Decision.alreadyDone();
        };
    }

    private static Decision<ImportEvent, ImportRefusal> derive(RecordAssortment record, Running running) {
        Progress progress = running.progress();
        if (record.part() <= progress.derivedParts()) {
            return Decision.alreadyDone();
        }
        boolean sameParts = progress.parts() == 0 || progress.parts() == record.parts();
        if (record.part() != progress.derivedParts() + 1 || record.part() > record.parts() || !sameParts) {
            return Decision.refuse(new ImportRefusal.NotNext("part " + record.part() + " of " + record.parts()));
        }
        return Decision.accept(
                new AssortmentDerived(running.details().importId(), record.part(), record.parts(), record.products()));
    }

    private static Decision<ImportEvent, ImportRefusal> rows(RecordRows record, Running running) {
        Progress progress = running.progress();
        if (record.chunk() <= progress.chunks()) {
            return Decision.alreadyDone();
        }
        if (record.chunk() != progress.chunks() + 1 || record.lastLine() <= progress.lastLine()) {
            return Decision.refuse(new ImportRefusal.NotNext("chunk " + record.chunk()));
        }
        return Decision.accept(new RowsProcessed(
                running.details().importId(), record.chunk(), record.lastLine(), record.orders(), record.refused()));
    }

    private static Decision<ImportEvent, ImportRefusal> complete(Import state) {
        return switch (state) {
            case NotStarted _ -> Decision.refuse(new ImportRefusal.ImportNotStarted());
            case Running(Details details, Progress progress) ->
                Decision.accept(new ImportCompleted(
                        details.importId(),
                        progress.rowsAccepted() + progress.rowsRefused(),
                        progress.ordersAccepted(),
                        progress.rowsRefused()));
            case Ended ended ->
                ended.completed() ? Decision.alreadyDone() : Decision.refuse(new ImportRefusal.ImportAlreadyEnded());
        };
    }

    private static Decision<ImportEvent, ImportRefusal> fail(FailImport fail, Import state) {
        return switch (state) {
            case NotStarted _ -> Decision.refuse(new ImportRefusal.ImportNotStarted());
            case Running running ->
                Decision.accept(new ImportFailed(running.details().importId(), fail.line(), fail.reason()));
            case Ended ended ->
                ended.completed() ? Decision.refuse(new ImportRefusal.ImportAlreadyEnded()) : Decision.alreadyDone();
        };
    }

    private static Decision<ImportEvent, ImportRefusal> notRunning(Import state) {
        return switch (state) {
            case NotStarted _ -> Decision.refuse(new ImportRefusal.ImportNotStarted());
            case Running _ -> throw new IllegalStateException("It is running");
            case Ended _ -> Decision.refuse(new ImportRefusal.ImportAlreadyEnded());
        };
    }

    @Override
    public Import evolve(Import state, ImportEvent event) {
        return switch (event) {
            case ImportStarted started -> {
                if (!(state instanceof NotStarted)) {
                    throw impossible(state, event);
                }
                yield new Running(
                        new Details(
                                started.importId(),
                                started.requestedBy(),
                                started.location(),
                                started.contentDigest(),
                                started.rows(),
                                started.deriveCatalogue(),
                                started.deriveStock()),
                        Progress.START);
            }
            case AssortmentDerived derived -> {
                Running running = running(state, event);
                yield new Running(running.details(), running.progress().derived(derived.part(), derived.parts()));
            }
            case RowsProcessed processed -> {
                Running running = running(state, event);
                yield new Running(running.details(), after(running.progress(), processed));
            }
            case ImportCompleted _ -> {
                Running running = running(state, event);
                yield new Ended(running.details(), running.progress(), true);
            }
            case ImportFailed _ -> {
                Running running = running(state, event);
                yield new Ended(running.details(), running.progress(), false);
            }
        };
    }

    private static Progress after(Progress before, RowsProcessed processed) {
        long accepted = 0;
        long replayed = 0;
        long rows = 0;
        for (ImportEvent.ImportedOrder order : processed.orders()) {
            if (order.replayed()) {
                replayed++;
            } else {
                accepted++;
            }
            rows += order.lines().size();
        }
        return new Progress(
                before.derivedParts(),
                before.parts(),
                processed.chunk(),
                processed.lastLine(),
                before.rowsAccepted() + rows,
                before.rowsRefused() + processed.refused().size(),
                before.ordersAccepted() + accepted,
                before.ordersReplayed() + replayed);
    }

    private static Running running(Import state, ImportEvent event) {
        if (state instanceof Running running) {
            return running;
        }
        throw impossible(state, event);
    }

    private static IllegalStateException impossible(Import state, ImportEvent event) {
        return new IllegalStateException(event + " cannot follow " + state);
    }
}
