package dev.orderflow.order.application.importing;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.order.domain.importing.Import;
import dev.orderflow.order.domain.importing.ImportCommand;
import dev.orderflow.order.domain.importing.ImportDecider;
import dev.orderflow.order.domain.importing.ImportIds;
import dev.orderflow.order.domain.importing.ImportRefusal;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens the journal of an import for the time that it is worked on: its state stays in memory, since a long import has
 * thousands of commits that would otherwise be read again for each new one.
 */
public final class ImportJournals {
    /** What a restart reads again: a few megabytes. */
    private static final int COMMITS_PER_SNAPSHOT = 100;

    private final Opener opener;

    /** Opens an import's stream, for tests that want it on threads of their own. */
    @FunctionalInterface
    public interface Opener {
        LiveStream<ImportCommand, Import, ImportEvent, ImportRefusal> open(
                StreamId stream, SnapshotFormat<Import> format, LiveStream.Limits limits);
    }

    public ImportJournals(Journal journal, Publication publication, Snapshots snapshots) {
        this((stream, format, limits) -> new LiveStream<>(
                stream,
                new ImportDecider(),
                ImportEvent.class,
                ImportJournals::weight,
                journal,
                publication,
                snapshots,
                format,
                limits));
    }

    public ImportJournals(Opener opener) {
        this.opener = opener;
    }

    /** Never two in a commit, so their weight decides nothing. */
    public static int weight(ImportEvent event) {
        return 1;
    }

    LiveStream<ImportCommand, Import, ImportEvent, ImportRefusal> open(String importId) {
        return opener.open(
                ImportIds.stream(importId),
                new Format(),
                // One runner gives one command at a time, and each makes a commit of its own.
                new LiveStream.Limits(8, 1, 64 * 1024, COMMITS_PER_SNAPSHOT));
    }

    /** The state with its stage spelled out. */
    static final class Format implements SnapshotFormat<Import> {
        private static final JsonMapper JSON = JsonMapper.shared();

        @Override
        public String schema() {
            return "import-1";
        }

        @Override
        public byte[] write(Import state) {
            return JSON.writeValueAsBytes(
                    switch (state) {
                        case Import.NotStarted _ -> throw new IllegalArgumentException("Nothing to keep");
                        case Import.Running running -> new Stored(Stage.RUNNING, running.details(), running.progress());
                        case Import.Ended ended ->
                            new Stored(
                                    ended.completed() ? Stage.COMPLETED : Stage.FAILED,
                                    ended.details(),
                                    ended.progress());
                    });
        }

        @Override
        public Import read(byte[] bytes) {
            Stored stored = JSON.readValue(bytes, Stored.class);
            return switch (stored.stage()) {
                case RUNNING -> new Import.Running(stored.details(), stored.progress());
                case COMPLETED -> new Import.Ended(stored.details(), stored.progress(), true);
                case FAILED -> new Import.Ended(stored.details(), stored.progress(), false);
            };
        }

        private record Stored(Stage stage, Import.Details details, Import.Progress progress) {}

        private enum Stage {
            RUNNING,
            COMPLETED,
            FAILED
        }
    }
}
