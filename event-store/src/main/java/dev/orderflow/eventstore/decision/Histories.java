package dev.orderflow.eventstore.decision;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.journal.VersionOrder;
import dev.orderflow.eventstore.publication.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has to be folded of a stream. Where streams can be long, the newest commits are looked at first: one call, as
 * for a whole short stream. Only where they do not reach back to the beginning a snapshot is asked for.
 */
final class Histories<S> {
    /** What a journal brings in one call when it is read backwards. */
    private static final int NEWEST = 8;

    private final S initial;
    private final Journal journal;
    private final Publication publication;
    private final @Nullable LongStreams<S> longStreams;

    Histories(S initial, Journal journal, Publication publication, @Nullable LongStreams<S> longStreams) {
        this.initial = initial;
        this.journal = journal;
        this.publication = publication;
        this.longStreams = longStreams;
    }

    /**
     * @param start what {@code commits} are folded onto
     * @param snapshots where the folded state may be kept, or null where the stream is short
     */
    record History<S>(
            Folded<S> start,
            List<StoredCommit> commits,
            @Nullable LiveSnapshots<S> snapshots) {
        /** To be told the fold of everything, each time it was loaded. */
        void loaded(Folded<S> state) {
            if (snapshots != null) {
                snapshots.saveIfDue(state);
            }
        }
    }

    History<S> read(StreamId stream) {
        LongStreams<S> kept = longStreams;
        Folded<S> beginning = new Folded<>(initial, 0);
        if (kept == null) {
            return new History<>(beginning, journal.load(stream), null);
        }
        Optional<List<StoredCommit>> whole = wholeIfShort(stream);
        if (whole.isPresent()) {
            return new History<>(beginning, whole.get(), null);
        }
        LiveSnapshots<S> snapshots = new LiveSnapshots<>(
                stream, journal, publication, kept.snapshots(), kept.format(), kept.commitsPerSnapshot());
        Folded<S> start = snapshots.newest().orElse(beginning);
        List<StoredCommit> tail = new ArrayList<>();
        journal.read(stream, start.version(), stored -> {
            tail.add(stored);
            snapshots.appended(stored);
        });
        return new History<>(start, tail, snapshots);
    }

    private Optional<List<StoredCommit>> wholeIfShort(StreamId stream) {
        List<StoredCommit> newest = new ArrayList<>();
        journal.readBackwards(stream, Long.MAX_VALUE, stored -> {
            newest.add(stored);
            return newest.size() < NEWEST;
        });
        if (!newest.isEmpty() && newest.getLast().commit().firstVersion() > 1) {
            return Optional.empty();
        }
        List<StoredCommit> inOrder = new ArrayList<>();
        newest.reversed().forEach(new VersionOrder(stream, 0, inOrder::add));
        return Optional.of(inOrder);
    }
}
