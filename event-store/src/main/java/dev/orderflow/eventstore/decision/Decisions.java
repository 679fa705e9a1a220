package dev.orderflow.eventstore.decision;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.decision.Histories.History;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.Publication;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Loads, decides, appends: after loading, exactly one call. Publication is only told, never waited for.
 *
 * <p>Safe for concurrent use. Losing a race for the next version means loading and deciding again.
 */
public final class Decisions<C, S, E extends DomainEvent, R> {
    /** A stream that loses this often in a row is under more load than retrying can help. */
    private static final int ATTEMPTS = 12;

    private final Decider<C, S, E, R> decider;
    private final Fold<S, E> fold;
    private final Journal journal;
    private final Publication publication;
    private final Histories<S> histories;
    private final CommitCodec codec = CommitCodec.standard();

    /** For streams that come to an end by nature, and are folded from their first event. */
    public Decisions(Decider<C, S, E, R> decider, Class<E> eventFamily, Journal journal, Publication publication) {
        this(decider, eventFamily, journal, publication, null);
    }

    /** @param longStreams how streams without an end are loaded, or null where there is none */
    public Decisions(
            Decider<C, S, E, R> decider,
            Class<E> eventFamily,
            Journal journal,
            Publication publication,
            @Nullable LongStreams<S> longStreams) {
        this.decider = decider;
        this.fold = new Fold<>(decider, eventFamily);
        this.journal = journal;
        this.publication = publication;
        this.histories = new Histories<>(decider.initial(), journal, publication, longStreams);
    }

    public Outcome<S, R> execute(StreamId stream, C command, Cause cause) {
        return execute(stream, command, cause, OptionalLong.empty());
    }

    /**
     * @param expectedVersion decide only where the stream is at this version; {@link Outcome.Stale} otherwise
     * @throws TooMuchContentionException where others kept appending first
     */
    public Outcome<S, R> execute(StreamId stream, C command, Cause cause, OptionalLong expectedVersion) {
        return execute(stream, command, cause, expectedVersion, false);
    }

    /**
     * As {@link #execute(StreamId, Object, Cause)} for a command that mostly begins a stream: supposes that the stream
     * has no events yet and saves loading it, since the append is refused where the supposition is wrong. Only then it
     * loads and decides again.
     */
    public Outcome<S, R> executeOnNew(StreamId stream, C command, Cause cause) {
        return execute(stream, command, cause, OptionalLong.empty(), true);
    }

    private Outcome<S, R> execute(
            StreamId stream, C command, Cause cause, OptionalLong expectedVersion, boolean supposedlyNew) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            boolean supposed = supposedlyNew && attempt == 1;
            History<S> history = supposed ? new History<>(fold.nothing(), List.of(), null) : histories.read(stream);
            Folded<S> before = fold(history);
            if (expectedVersion.isPresent() && expectedVersion.getAsLong() != before.version()) {
                return new Outcome.Stale<>(before.state(), before.version());
            }
            Decision<E, R> decision = decider.decide(command, before.state());
            if (supposed && !(decision instanceof Decision.Accepted<E, R>(List<E> first) && !first.isEmpty())) {
                // Nothing to append would leave the supposition unproved.
                continue;
            }
            List<E> events;
            switch (decision) {
                case Decision.Refused<E, R>(R refusal) -> {
                    return new Outcome.Refused<>(before.state(), before.version(), refusal);
                }
                case Decision.Accepted<E, R>(List<E> accepted) -> events = accepted;
            }
            if (events.isEmpty()) {
                return new Outcome.AlreadyDone<>(before.state(), before.version());
            }
            if (append(stream, before.version(), events, cause, history.commits()) instanceof Commit commit) {
                S after = fold.with(stream, before, events).state();
                return new Outcome.Done<>(after, commit.lastVersion(), commit);
            }
        }
        throw new TooMuchContentionException(stream, ATTEMPTS);
    }

    /** The stream's state as of now, read consistently. */
    public Folded<S> load(StreamId stream) {
        return fold(histories.read(stream));
    }

    /** The commit, or null where another writer was first. */
    private @Nullable Commit append(
            StreamId stream, long version, List<E> events, Cause cause, List<StoredCommit> history) {
        // What may not have been published yet goes first, so that first occurrences travel in version order.
        publication.helpForward(history);
        try (Publication.Ticket ticket = publication.open(stream)) {
            Commit commit = new Commit(
                    stream,
                    version + 1,
                    List.copyOf(events),
                    new CommitMetadata(
                            ticket.commitId(),
                            ticket.recordedAt(),
                            publication.slot(),
                            cause.correlationId(),
                            cause.causationId(),
                            traceparent(cause, history)));
            StoredCommit stored = new StoredCommit(commit, codec.encode(commit));
            ticket.appending(stored);
            return switch (journal.append(stored)) {
                case APPENDED -> {
                    ticket.appended();
                    yield commit;
                }
                case VERSION_TAKEN -> {
                    ticket.refused();
                    yield null;
                }
            };
        }
    }

    /**
     * What has no trace of its own goes on with the one that the stream had last: a deadline, a janitor, the answer in a
     * warehouse's commit that is about many orders.
     */
    private static @Nullable String traceparent(Cause cause, List<StoredCommit> history) {
        String own = cause.traceparent();
        for (int i = history.size() - 1; own == null && i >= 0; i--) {
            own = history.get(i).commit().metadata().traceparent();
        }
        return own;
    }

    private Folded<S> fold(History<S> history) {
        Folded<S> folded = history.start();
        for (StoredCommit stored : history.commits()) {
            folded = fold.with(folded, stored.commit());
        }
        history.loaded(folded);
        return folded;
    }
}
