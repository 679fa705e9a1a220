package dev.orderflow.eventstore.decision;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of a {@link LiveStream}: written beside the work, and used only where the journal still holds the very
 * commit that they end with. A snapshot that outlived its journal would otherwise invent a history.
 */
final class LiveSnapshots<S> implements AutoCloseable {
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(LiveSnapshots.class);

    private final StreamId stream;
    private final Journal journal;
    private final Publication publication;
    private final Snapshots snapshots;
    private final SnapshotFormat<S> format;
    private final int every;
    private int commitsSince;
    private @Nullable StoredCommit last;
    private @Nullable Due<S> due;
    private volatile @Nullable Thread writing;

    LiveSnapshots(
            StreamId stream,
            Journal journal,
            Publication publication,
            Snapshots snapshots,
            SnapshotFormat<S> format,
            int every) {
        this.stream = stream;
        this.journal = journal;
        this.publication = publication;
        this.snapshots = snapshots;
        this.format = format;
        this.every = every;
    }

    /** The newest one that fits the journal. */
    Optional<Folded<S>> newest() {
        try {
            return snapshots.newest(stream, format.schema()).flatMap(this::read);
        } catch (RuntimeException e) {
            log.warn("No snapshot of {} can be used, folding its journal from the start: {}", stream, e.toString());
            return Optional.empty();
        }
    }

    /** One more commit lies beyond the newest snapshot. */
    void appended(StoredCommit stored) {
        commitsSince++;
        last = stored;
    }

    /**
     * Starts writing where it is time. Only what is published is kept: whoever starts from a snapshot need not look
     * behind it for commits to help forward.
     */
    void saveIfDue(Folded<S> state) {
        StoredCommit newest = last;
        if (due == null
                && commitsSince >= every
                && newest != null
                && newest.commit().lastVersion() == state.version()) {
            due = new Due<>(state, newest);
            commitsSince = 0;
        }
        Due<S> ready = due;
        boolean idle = writing == null || !writing.isAlive();
        if (ready != null && idle && isPublished(ready.last())) {
            due = null;
            writing = Thread.ofVirtual().name("snapshot-" + stream).start(() -> write(ready));
        }
    }

    /** Of a commit by another writer the log is asked: an outage there must not end the thread that decides. */
    private boolean isPublished(StoredCommit commit) {
        try {
            return publication.isPublished(commit);
        } catch (RuntimeException e) {
            log.warn("Not known whether {} is published, its snapshot waits: {}", commit, e.toString());
            return false;
        }
    }

    /** Waits for a snapshot that is being written. */
    @Override
    public void close() {
        Thread running = writing;
        if (running != null) {
            try {
                running.join(CLOSE_AT_MOST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write(Due<S> ready) {
        try {
            byte[] state = format.write(ready.state().state());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length + 100);
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeLong(ready.last().commit().firstVersion());
                out.writeUTF(ready.last().commit().metadata().commitId());
                out.write(state);
            }
            snapshots.save(
                    stream,
                    format.schema(),
                    new Snapshots.Snapshot(ready.state().version(), bytes.toByteArray()));
            log.info(
                    "Saved a snapshot of {} at version {}",
                    stream,
                    ready.state().version());
        } catch (IOException | RuntimeException e) {
            log.warn("Could not save a snapshot of {}, the next one will do: {}", stream, e.toString());
        }
    }

    private Optional<Folded<S>> read(Snapshots.Snapshot snapshot) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot.state()))) {
            long firstVersion = in.readLong();
            String commitId = in.readUTF();
            if (!journalHolds(firstVersion, commitId)) {
                log.warn(
                        "The snapshot of {} at version {} is of another journal, ignoring it",
                        stream,
                        snapshot.version());
                return Optional.empty();
            }
            return Optional.of(new Folded<>(format.read(in.readAllBytes()), snapshot.version()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean journalHolds(long firstVersion, String commitId) {
        boolean[] found = {false};
        journal.readBackwards(stream, firstVersion, stored -> {
            found[0] = stored.commit().firstVersion() == firstVersion
                    && stored.commit().metadata().commitId().equals(commitId);
            return false;
        });
        return found[0];
    }

    private record Due<S>(Folded<S> state, StoredCommit last) {}
}
