package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Parking;
import dev.orderflow.eventstore.consumer.Positions.QueuedCommit;
import dev.orderflow.eventstore.consumer.Positions.Rise;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.LogContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one batch means for one stream: drops what was seen, applies what follows, parks what cannot be applied and all
 * behind it. Used by one thread, once.
 *
 * <p>Wherever it stops, coming again does no harm: a stream is parked before anything is queued behind it, and the
 * position is saved before anything is taken from the queue.
 */
final class StreamWork {
    /** Queued commits read at a time while a gap is drained; up to 380 KiB each. */
    private static final int DRAIN_PAGE = 20;

    private static final Logger log = LoggerFactory.getLogger(StreamWork.class);

    private final StreamId stream;
    private final Progress progress;
    private final Tools tools;

    /** Consecutive commits that follow what was seen, to be applied in one go. */
    private final List<Arrival> run = new ArrayList<>();

    StreamWork(StreamId stream, Progress progress, Tools tools) {
        this.stream = stream;
        this.progress = progress;
        this.tools = tools;
    }

    /** @throws StoppingException where this worker stops before all is dealt with */
    void handle(List<StreamRecord> records) {
        for (StreamRecord record : records) {
            handle(Arrival.of(stream, record, tools.codec()));
        }
        applyRun();
        drain();
    }

    private void handle(Arrival arrival) {
        if (arrival.hasVersion() && arrival.lastVersion() < next()) {
            if (arrival.commit() != null) {
                tools.listener().duplicateDropped(arrival.commit());
            }
            return;
        }
        if (arrival.hasVersion() && !progress.isParkedAs(Kind.POISON)) {
            if (arrival.firstVersion() == next() && arrival.commit() != null) {
                run.add(arrival);
                return;
            }
            if (arrival.firstVersion() > next()) {
                applyRun();
                if (!progress.isParked()) {
                    park(Kind.GAP, missing(), next());
                }
                enqueue(arrival);
                return;
            }
        }
        applyRun();
        if (!progress.isParkedAs(Kind.POISON)) {
            park(Kind.POISON, whyNot(arrival), arrival.firstVersion());
        }
        enqueue(arrival);
    }

    /** The version that would follow, all that waits in the run being applied. */
    private long next() {
        return (run.isEmpty() ? progress.seen() : run.getLast().lastVersion()) + 1;
    }

    private String missing() {
        return "Version " + next() + " has not arrived";
    }

    private static String whyNot(Arrival arrival) {
        return arrival.unreadable() != null
                ? "Cannot be read: " + arrival.unreadable()
                : "Versions " + arrival.firstVersion() + " to " + arrival.lastVersion()
                        + " overlap with what was applied before";
    }

    private void applyRun() {
        if (run.isEmpty()) {
            return;
        }
        List<Arrival> arrivals = List.copyOf(run);
        run.clear();
        try (LogContext _ = logContext(arrivals.getFirst())) {
            if (apply(arrivals) == null) {
                return;
            }
        }
        // One of them is poison: those before it still count.
        for (int i = 0; i < arrivals.size(); i++) {
            try (LogContext _ = logContext(arrivals.get(i))) {
                Effects.Failure failure = apply(arrivals.subList(i, i + 1));
                if (failure != null) {
                    park(Kind.POISON, failure.describe(), next());
                    arrivals.subList(i, arrivals.size()).forEach(this::enqueue);
                    return;
                }
            }
        }
    }

    /** Only for what has been read: what is applied or parked for its effects. */
    private static LogContext logContext(Arrival arrival) {
        return LogContext.of(Cause.of(Objects.requireNonNull(arrival.commit())));
    }

    private Effects.@Nullable Failure apply(List<Arrival> arrivals) {
        List<Commit> commits = arrivals.stream()
                .map(Arrival::commit)
                .map(Objects::requireNonNull)
                .toList();
        Effects.Failure failure = tools.effects().apply(stream, commits);
        if (failure == null) {
            progress.sawUpTo(arrivals.getLast().lastVersion());
            Instant now = tools.clock().instant();
            arrivals.forEach(arrival -> tellApplied(arrival, now));
        }
        return failure;
    }

    private void tellApplied(Arrival arrival, Instant now) {
        Commit commit = Objects.requireNonNull(arrival.commit());
        Instant since = arrival.arrivedAt() == null ? commit.metadata().recordedAt() : arrival.arrivedAt();
        tools.listener().applied(commit, Duration.between(since, now));
        commit.events().forEach(event -> {
            if (event instanceof UnknownEvent unknown) {
                tools.listener().unknownSkipped(commit, unknown.wireName());
            }
        });
    }

    private void park(Kind kind, String cause, long atVersion) {
        Parking before = progress.parking();
        // What fails again has been parked all the time.
        Instant since = before != null && before.kind() == kind && before.atVersion() == atVersion
                ? before.since()
                : tools.clock().instant();
        park(new Parking(kind, cause, atVersion, since));
        log.warn("Parked {} at version {} as {}: {}", stream, atVersion, kind, cause);
    }

    private void park(Parking parking) {
        savePosition();
        tools.patience().untilDone("park " + stream, () -> tools.positions().park(stream, parking));
        progress.park(parking);
        tools.listener().parked(stream, parking);
    }

    private void enqueue(Arrival arrival) {
        tools.patience()
                .untilDone(
                        "queue a commit of " + stream, () -> tools.positions().enqueue(stream, arrival.queued()));
    }

    private void savePosition() {
        long seen = progress.seen();
        if (seen > 0) {
            tools.patience()
                    .untilDone(
                            "save the position of " + stream,
                            () -> tools.positions().advance(Map.of(stream, Rise.to(seen))));
        }
    }

    /** Where a gap may have closed, applies what waits, in order; the stream goes on when nothing waits any more. */
    private void drain() {
        while (progress.isParkedAs(Kind.GAP)) {
            List<QueuedCommit> queued = queued();
            if (queued.isEmpty()) {
                unpark();
                return;
            }
            for (QueuedCommit next : queued) {
                if (!drainOne(next)) {
                    return;
                }
            }
        }
    }

    /** The next ones that wait. */
    List<QueuedCommit> queued() {
        return tools.patience()
                .untilDone(
                        "read the queue of " + stream, () -> tools.positions().queued(stream, DRAIN_PAGE));
    }

    StreamId stream() {
        return stream;
    }

    Progress progress() {
        return progress;
    }

    void unpark() {
        savePosition();
        tools.patience().untilDone("unpark " + stream, () -> tools.positions().unpark(stream));
        progress.unpark();
        tools.listener().unparked(stream);
        log.info("{} goes on after version {}", stream, progress.seen());
    }

    /** @return false where it cannot be applied yet, or not at all */
    boolean drainOne(QueuedCommit queued) {
        Arrival arrival = Arrival.of(stream, queued, tools.codec());
        if (!arrival.hasVersion() || arrival.lastVersion() > progress.seen()) {
            if (arrival.firstVersion() > next()) {
                stillMissing();
                return false;
            }
            if (arrival.firstVersion() != next() || arrival.commit() == null) {
                park(Kind.POISON, whyNot(arrival), arrival.firstVersion());
                return false;
            }
            try (LogContext _ = logContext(arrival)) {
                Effects.Failure failure = apply(List.of(arrival));
                if (failure != null) {
                    park(Kind.POISON, failure.describe(), arrival.firstVersion());
                    return false;
                }
            }
        }
        dequeue(queued);
        return true;
    }

    /**
     * Leaves one out. Subscribers are told its versions all the same, with nothing in them: what they keep has to stay
     * without gaps, as if these events were of types that this build does not know.
     *
     * @return false where not even that can be applied
     */
    boolean leaveOut(QueuedCommit queued, String why) {
        Arrival arrival = Arrival.of(stream, queued, tools.codec());
        if (arrival.hasVersion() && arrival.lastVersion() > progress.seen()) {
            Effects.Failure failure = tools.effects().apply(stream, List.of(arrival.emptied(why, tools.clock())));
            if (failure != null) {
                park(Kind.POISON, failure.describe(), arrival.firstVersion());
                return false;
            }
            progress.sawUpTo(arrival.lastVersion());
        }
        dequeue(queued);
        return true;
    }

    private void dequeue(QueuedCommit queued) {
        savePosition();
        tools.patience()
                .untilDone(
                        "shorten the queue of " + stream,
                        () -> tools.positions().dequeue(stream, queued));
    }

    private void stillMissing() {
        Parking parking = progress.parking();
        if (parking != null && (parking.kind() != Kind.GAP || parking.atVersion() != next())) {
            park(new Parking(Kind.GAP, missing(), next(), parking.since()));
        }
    }

    /** What all streams share. */
    record Tools(
            Effects effects,
            Positions positions,
            Patience patience,
            ConsumerListener listener,
            InstantSource clock,
            CommitCodec codec) {

        Tools with(Effects others) {
            return new Tools(others, positions, patience, listener, clock, codec);
        }
    }
}
