package dev.orderflow.eventstore.decision;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One busy stream whose state stays in memory and whose commands share appends: while one commit is on its way, the
 * commands that arrive wait and go into the next one together. A command is answered once its commit is durable.
 *
 * <p>The journal alone arbitrates: the append is conditional on the version that was decided against, so several
 * instances may do this to one stream, none has to be the leader, and the one that loses reads what the other wrote and
 * decides again. No answer is given on a state that the journal has not confirmed: where a batch has nothing to append,
 * the journal is asked whether the state is still the newest.
 *
 * <p>Safe for concurrent use; one thread of its own decides and appends.
 */
public final class LiveStream<C, S, E extends DomainEvent, R> implements AutoCloseable {
    /** A stream that loses this often in a row is under more load than retrying can help. */
    private static final int ATTEMPTS = 12;

    private static final Duration IDLE = Duration.ofMillis(100);
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

    private final StreamId stream;
    private final Decider<C, S, E, R> decider;
    private final Fold<S, E> fold;
    private final ToIntFunction<E> weight;
    private final Journal journal;
    private final Publication publication;
    private final LiveSnapshots<S> snapshots;
    private final Limits limits;
    private final ThreadFactory threads;
    private final Duration idle;
    private final CommitCodec codec = CommitCodec.standard();
    private final BlockingQueue<Submitted<C, S, R>> queue;
    private @Nullable Thread thread;
    private volatile boolean closing;

    // What follows belongs to the deciding thread alone.
    private @Nullable Folded<S> confirmed;
    private boolean mayBeBehind;

    /**
     * @param weight about how many bytes of JSON an event takes; bounds what shares a commit
     */
    public LiveStream(
            StreamId stream,
            Decider<C, S, E, R> decider,
            Class<E> eventFamily,
            ToIntFunction<E> weight,
            Journal journal,
            Publication publication,
            Snapshots snapshots,
            SnapshotFormat<S> format,
            Limits limits) {
        this(
                stream,
                decider,
                eventFamily,
                weight,
                journal,
                publication,
                snapshots,
                format,
                limits,
                Thread.ofPlatform().daemon().name("live-" + stream).factory(),
                IDLE);
    }

    /**
     * As the other, on a thread of the caller's choice.
     *
     * @param threads makes the one thread that decides and appends
     * @param idle how long that thread waits for a command before it looks whether a snapshot can be saved
     */
    public LiveStream(
            StreamId stream,
            Decider<C, S, E, R> decider,
            Class<E> eventFamily,
            ToIntFunction<E> weight,
            Journal journal,
            Publication publication,
            Snapshots snapshots,
            SnapshotFormat<S> format,
            Limits limits,
            ThreadFactory threads,
            Duration idle) {
        this.stream = stream;
        this.decider = decider;
        this.fold = new Fold<>(decider, eventFamily);
        this.weight = weight;
        this.journal = journal;
        this.publication = publication;
        this.snapshots =
                new LiveSnapshots<>(stream, journal, publication, snapshots, format, limits.commitsPerSnapshot());
        this.limits = limits;
        this.threads = threads;
        this.idle = idle;
        this.queue = new ArrayBlockingQueue<>(limits.waiting());
    }

    /**
     * Queues a command.
     *
     * @return its outcome, once durable; fails with {@link CrowdedException} where too much waits or the service stops,
     *     with {@link TooMuchContentionException}, or with what the journal failed with: it may then have been done, and
     *     giving the same command again tells. Whatever is chained to it must not block.
     */
    public CompletableFuture<Outcome<S, R>> submit(C command, Cause cause) {
        Submitted.ToDecide<C, S, R> submitted = new Submitted.ToDecide<>(command, cause, new CompletableFuture<>());
        enqueue(submitted);
        return submitted.outcome();
    }

    /** The state of now, confirmed by the journal, after all that was submitted before. */
    public CompletableFuture<Folded<S>> current() {
        Submitted.ToLook<C, S, R> submitted = new Submitted.ToLook<>(new CompletableFuture<>());
        enqueue(submitted);
        return submitted.state();
    }

    /** Stops taking commands, decides what waits within a bound, and ends. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing = true;
            running = thread;
            // Wakes the thread where it waits for work; where the queue is full it does not wait.
            queue.offer(new Submitted.ToEnd<>());
        }
        if (running != null) {
            try {
                running.join(DRAIN_AT_MOST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        snapshots.close();
    }

    private synchronized void enqueue(Submitted<C, S, R> submitted) {
        if (closing) {
            submitted.fail(new CrowdedException(stream + " is closing; try again in a moment"));
        } else if (!queue.offer(submitted)) {
            submitted.fail(new CrowdedException(limits.waiting() + " commands wait for " + stream + " already"));
        } else if (thread == null) {
            thread = threads.newThread(this::run);
            thread.start();
        }
    }

    private void run() {
        List<Submitted<C, S, R>> batch = new ArrayList<>();
        while (true) {
            if (batch.isEmpty()) {
                Submitted<C, S, R> first = poll();
                if (first != null && !(first instanceof Submitted.ToEnd)) {
                    batch.add(first);
                } else if (closing && queue.isEmpty()) {
                    return;
                }
            }
            queue.drainTo(batch, limits.commandsPerCommit() - batch.size());
            if (!batch.isEmpty()) {
                int dealtWith = answer(batch);
                batch.subList(0, dealtWith).clear();
            }
            Folded<S> state = confirmed;
            if (state != null) {
                snapshots.saveIfDue(state);
            }
        }
    }

    private @Nullable Submitted<C, S, R> poll() {
        try {
            return queue.poll(idle.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody but this class knows the thread; an interrupt can only mean to stop.
            closing = true;
            return null;
        }
    }

    /** Deals with the batch, or as much of its head as fits into one commit; never throws. */
    private int answer(List<Submitted<C, S, R>> batch) {
        try {
            return decideUntilDurable(batch);
        } catch (CommitTooLargeException e) {
            if (batch.size() > 1) {
                return answer(batch.subList(0, batch.size() / 2));
            }
            batch.getFirst().fail(e);
            return 1;
        } catch (Throwable e) {
            log.warn("{} commands for {} are not known to be done: {}", batch.size(), stream, e.toString());
            mayBeBehind = true;
            batch.forEach(submitted -> submitted.fail(e));
            return batch.size();
        }
    }

    private int decideUntilDurable(List<Submitted<C, S, R>> batch) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Folded<S> from = confirmed == null ? load() : mayBeBehind ? catchUp(confirmed) : confirmed;
            Round<C, S, E, R> round = decide(batch, from);
            if (round.events().isEmpty()) {
                Folded<S> newest = catchUp(from);
                if (newest.version() == from.version()) {
                    round.answers().forEach(answer -> answer.give(null));
                    return round.answers().size();
                }
            } else if (append(round, from) instanceof Commit commit) {
                confirmed = round.after();
                round.answers().forEach(answer -> answer.give(commit));
                return round.answers().size();
            } else {
                mayBeBehind = true;
            }
        }
        throw new TooMuchContentionException(stream, ATTEMPTS);
    }

    private Round<C, S, E, R> decide(List<Submitted<C, S, R>> batch, Folded<S> from) {
        Folded<S> state = from;
        List<E> events = new ArrayList<>();
        List<Answer<C, S, R>> answers = new ArrayList<>();
        List<Cause> causes = new ArrayList<>();
        long bytes = 0;
        for (Submitted<C, S, R> submitted : batch) {
            switch (submitted) {
                case Submitted.ToLook<C, S, R> look -> answers.add(Answer.looking(look, state));
                case Submitted.ToEnd<C, S, R> _ -> answers.add(commit -> {});
                case Submitted.ToDecide<C, S, R> toDecide -> {
                    Decided<S, E, R> decided;
                    try {
                        decided = decide(toDecide.command(), state);
                    } catch (RuntimeException e) {
                        // A bug that this one command runs into is not the others' affair.
                        log.error("Deciding {} on {} failed", toDecide.command(), stream, e);
                        answers.add(Answer.failing(toDecide, e));
                        continue;
                    }
                    int weighs = decided.events().stream().mapToInt(weight).sum();
                    if (!events.isEmpty() && bytes + weighs > limits.bytesPerCommit()) {
                        return new Round<>(answers, events, causes, state);
                    }
                    bytes += weighs;
                    state = decided.after();
                    events.addAll(decided.events());
                    if (!decided.events().isEmpty()) {
                        causes.add(toDecide.cause());
                    }
                    answers.add(Answer.deciding(
                            toDecide,
                            decided.after(),
                            decided.refusal(),
                            decided.events().isEmpty()));
                }
            }
        }
        return new Round<>(answers, events, causes, state);
    }

    private Decided<S, E, R> decide(C command, Folded<S> state) {
        return switch (decider.decide(command, state.state())) {
            case Decision.Refused<E, R>(R refusal) -> new Decided<>(List.of(), state, refusal);
            case Decision.Accepted<E, R>(List<E> events) ->
                new Decided<>(events, fold.with(stream, state, events), null);
        };
    }

    /** The commit, or null where another writer was first. */
    private @Nullable Commit append(Round<C, S, E, R> round, Folded<S> from) {
        try (Publication.Ticket ticket = publication.open(stream)) {
            Commit commit = new Commit(
                    stream, from.version() + 1, List.copyOf(round.events()), metadata(ticket, round.causes()));
            StoredCommit stored = new StoredCommit(commit, codec.encode(commit));
            if (stored.bytes().length > Journal.LARGEST_COMMIT_BYTES) {
                throw new CommitTooLargeException(commit, stored.bytes().length);
            }
            ticket.appending(stored);
            return switch (appendOrAsk(stored)) {
                case APPENDED -> {
                    ticket.appended();
                    snapshots.appended(stored);
                    yield commit;
                }
                case VERSION_TAKEN -> {
                    ticket.refused();
                    yield null;
                }
            };
        }
    }

    /** Where the reply was lost, the journal often knows at once; where it does not, the doubt stays open. */
    private AppendOutcome appendOrAsk(StoredCommit stored) {
        try {
            return journal.append(stored);
        } catch (CommitTooLargeException e) {
            throw e;
        } catch (RuntimeException e) {
            List<StoredCommit> tail = new ArrayList<>();
            journal.read(stream, stored.commit().firstVersion() - 1, tail::add);
            if (!tail.isEmpty()) {
                String there = tail.getFirst().commit().metadata().commitId();
                return there.equals(stored.commit().metadata().commitId())
                        ? AppendOutcome.APPENDED
                        : AppendOutcome.VERSION_TAKEN;
            }
            throw e;
        }
    }

    /**
     * Commands of many causes share a commit: then it is the first link of no chain but its own, and in no trace. Whoever
     * reacts to it in a stream of its own goes on with the trace that it had there, see {@link Decisions}.
     */
    private CommitMetadata metadata(Publication.Ticket ticket, List<Cause> causes) {
        Cause first = causes.getFirst();
        boolean one = causes.stream().allMatch(first::equals);
        return new CommitMetadata(
                ticket.commitId(),
                ticket.recordedAt(),
                publication.slot(),
                one ? first.correlationId() : ticket.commitId(),
                one ? first.causationId() : causes.size() + " commands",
                one ? first.traceparent() : null);
    }

    private Folded<S> load() {
        Folded<S> start = snapshots.newest().orElseGet(fold::nothing);
        Folded<S> loaded = catchUp(start);
        log.info(
                "Loaded {} at version {}, {} of them folded from the journal",
                stream,
                loaded.version(),
                loaded.version() - start.version());
        return loaded;
    }

    /** Folds what the journal holds beyond a state; what others wrote there and may not have published goes on. */
    private Folded<S> catchUp(Folded<S> from) {
        List<StoredCommit> unpublished = new ArrayList<>();
        Catching<S> catching = new Catching<>(from);
        journal.read(stream, from.version(), stored -> {
            catching.state = fold.with(catching.state, stored.commit());
            snapshots.appended(stored);
            if (!publication.isPublished(stored)) {
                unpublished.add(stored);
            }
        });
        publication.helpForward(unpublished);
        confirmed = catching.state;
        mayBeBehind = false;
        return catching.state;
    }

    /**
     * @param waiting commands that may wait; past it callers are turned away and come again
     * @param commandsPerCommit commands that share a commit at most
     * @param bytesPerCommit after how many bytes of JSON a commit is full; well below the largest commit, since a single
     *     command may go beyond it
     * @param commitsPerSnapshot how many commits a start has to fold at most, about
     */
    public record Limits(int waiting, int commandsPerCommit, int bytesPerCommit, int commitsPerSnapshot) {
        public Limits {
            if (waiting < 1 || commandsPerCommit < 1 || bytesPerCommit < 1 || commitsPerSnapshot < 1) {
                throw new IllegalArgumentException("Every limit is at least 1");
            }
        }
    }

    private static final class Catching<S> {
        private Folded<S> state;

        private Catching(Folded<S> state) {
            this.state = state;
        }
    }

    private record Decided<S, E, R>(
            List<E> events, Folded<S> after, @Nullable R refusal) {}

    private record Round<C, S, E, R>(
            List<Answer<C, S, R>> answers, List<E> events, List<Cause> causes, Folded<S> after) {}

    /** What somebody waits for. */
    private sealed interface Submitted<C, S, R> {
        void fail(Throwable cause);

        record ToDecide<C, S, R>(C command, Cause cause, CompletableFuture<Outcome<S, R>> outcome)
                implements Submitted<C, S, R> {
            @Override
            public void fail(Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        }

        /** Nobody waits: the stream closes. */
        record ToEnd<C, S, R>() implements Submitted<C, S, R> {
            @Override
            public void fail(Throwable failure) {}
        }

        record ToLook<C, S, R>(CompletableFuture<Folded<S>> state) implements Submitted<C, S, R> {
            @Override
            public void fail(Throwable failure) {
                state.completeExceptionally(failure);
            }
        }
    }

    /** An answer that is ready, and given once the state it rests on is durable. */
    private interface Answer<C, S, R> {
        void give(@Nullable Commit commit);

        static <C, S, R> Answer<C, S, R> looking(Submitted.ToLook<C, S, R> look, Folded<S> state) {
            return commit -> look.state().complete(state);
        }

        static <C, S, R> Answer<C, S, R> failing(Submitted.ToDecide<C, S, R> submitted, RuntimeException failure) {
            return commit -> submitted.fail(failure);
        }

        static <C, S, R> Answer<C, S, R> deciding(
                Submitted.ToDecide<C, S, R> submitted, Folded<S> after, @Nullable R refusal, boolean nothingHappened) {
            return commit -> {
                Outcome<S, R> outcome;
                if (refusal != null) {
                    outcome = new Outcome.Refused<>(after.state(), after.version(), refusal);
                } else if (nothingHappened || commit == null) {
                    outcome = new Outcome.AlreadyDone<>(after.state(), after.version());
                } else {
                    outcome = new Outcome.Done<>(after.state(), after.version(), commit);
                }
                submitted.outcome().complete(outcome);
            };
        }
    }
}
