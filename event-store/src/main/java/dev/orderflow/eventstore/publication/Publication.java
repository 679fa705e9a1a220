package dev.orderflow.eventstore.publication;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.PublicationLog.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets every appended commit onto the stream, in version order per stream, without the writer waiting.
 *
 * <p>A writer opens a {@link Ticket} before it appends and tells what became of the append. Open and unpublished commits
 * hold back this slot's <em>watermark</em>; all before it is published. The watermark is saved every few seconds, so that
 * after a crash {@link #recover} finds what was appended and not published in the journal's index from there on. Nothing
 * is written per commit. Publishing twice is harmless: consumers know versions.
 *
 * <p>This class decides; {@link Publisher} has the thread and does the puts.
 */
public final class Publication {
    /** Commits waiting at most: about a minute of a busy instance, some 20 MB. Past it, writers are turned away. */
    static final int MOST_WAITING = 20_000;

    /** A stream remembered as published up to a version, so that help-forward need not repeat it. */
    private static final int STREAMS_REMEMBERED = 20_000;

    /**
     * The next run of a slot may be on another machine, whose clock is behind by less than this, unless it is behind the
     * mark altogether: machines that ask any time server are closer. What this run stamps in that time is read once more
     * with every sweep of the first minute, so longer has its price.
     */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(10);

    /** Saved marks of other writers are read again after this long. */
    private static final Duration MARKS_FRESH = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final Logger log = LoggerFactory.getLogger(Publication.class);

    private final String slot;
    private final PublicationLog publicationLog;
    private final Journal journal;
    private final InstantSource clock;
    private final Outbox outbox = new Outbox(STREAMS_REMEMBERED);
    private final NavigableSet<Ticket> open = new TreeSet<>();
    private final List<Ticket> doubtful = new ArrayList<>();
    private final Map<String, Instant> marks = new ConcurrentHashMap<>();
    private final LeftBehind leftBehind;
    private volatile Instant marksReadAt = Instant.EPOCH;
    private final String run;

    private Instant lastStamp;
    private long ticketsOpened;
    private @Nullable Instant heldBack;
    private volatile Instant lostBefore = Instant.EPOCH;

    public Publication(String slot, PublicationLog publicationLog, Journal journal, InstantSource clock) {
        this.slot = slot;
        this.publicationLog = publicationLog;
        this.journal = journal;
        this.clock = clock;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant mark = publicationLog.find(slot).map(Watermark::publishedBefore).orElse(now);
        boolean clockIsBehind = mark.isAfter(now);
        // A clock that was set back must not hide new commits behind the old mark.
        this.lastStamp = clockIsBehind ? mark : now;
        this.heldBack = mark;
        Instant startedBefore = clockIsBehind ? Instant.MAX : now.plus(CLOCK_STEP);
        this.leftBehind = new LeftBehind(this, publicationLog, journal, lastStamp, startedBefore);
        // Two runs in a row may find the same mark ahead of them; by their own clocks they differ.
        String mine = Long.toString(now.toEpochMilli(), 36);
        this.run = clockIsBehind ? Long.toString(mark.toEpochMilli(), 36) + "-" + mine : mine;
        // Durable before the first append: after a crash in the first moments of a slot's life there is a mark, too.
        publicationLog.save(new Watermark(slot, mark, now));
    }

    public String slot() {
        return slot;
    }

    /**
     * Announces an append.
     *
     * @throws OverloadedException where too much waits already
     */
    public synchronized Ticket open(StreamId stream) {
        int waiting = open.size() + outbox.size();
        if (waiting >= MOST_WAITING) {
            throw new OverloadedException(waiting);
        }
        Ticket ticket = new Ticket(stream, stamp(), ++ticketsOpened);
        open.add(ticket);
        return ticket;
    }

    /** Queues those of a loaded history that are not known to be published, before a writer adds to it. */
    public void helpForward(List<StoredCommit> history) {
        List<StoredCommit> unpublished = new ArrayList<>();
        for (StoredCommit stored : history.reversed()) {
            if (isKnownPublished(stored)) {
                break;
            }
            unpublished.add(stored);
        }
        offerInOrder(unpublished.reversed());
    }

    /** Whether this commit, and with it every earlier one of its stream, is known to be on the stream. */
    public boolean isPublished(StoredCommit stored) {
        return isKnownPublished(stored);
    }

    /** When the oldest of this slot's commits was recorded that still waits to be put on the stream, if any does. */
    public synchronized Optional<Instant> oldestWaiting() {
        return Optional.ofNullable(outbox.oldestOf(slot));
    }

    /** How many commits are appended, or being appended, and not yet on the stream. */
    public synchronized int waiting() {
        return open.size() + outbox.size();
    }

    /**
     * Queues what this slot appended before a crash and did not publish. Called at the start, and again until the index
     * cannot lag any more; the watermark stays back until {@link #recovered}.
     *
     * @param settled how long the index may lag: a later call looks no further back than it mostly must
     * @param atTheEnd whether the index cannot lag any more: the last call looks at all once more
     * @param makeRoom publishes some where much waits already; called by this thread
     */
    void recover(Duration settled, boolean atTheEnd, Runnable makeRoom) {
        Instant from;
        synchronized (this) {
            if (heldBack == null) {
                return;
            }
            from = heldBack;
        }
        leftBehind.ofEarlierRun(slot, from, settled, atTheEnd, makeRoom);
    }

    /** The index has been read completely: the watermark may move past the start. */
    synchronized void recovered() {
        heldBack = null;
    }

    /** Publishes what writers left behind that have not been heard of for a while. */
    void adoptAbandoned(Duration silence, Duration settled, Runnable makeRoom) {
        leftBehind.ofSilentWriters(clock.instant(), silence, settled, makeRoom);
    }

    /**
     * The stream was lost, or lost records: puts everything this service ever appended onto it again. What consumers know
     * they drop by its version. Returns when all of it is on the stream; needs a running {@link Publisher}.
     *
     * @return how many commits there were
     */
    public int republishEverything() {
        Instant until;
        synchronized (this) {
            outbox.forgetPublished();
            until = stamp();
            // What the saved marks say was true of the stream that is gone.
            lostBefore = until;
        }
        try {
            int found = leftBehind.ofEverybody(until, this::awaitRoom);
            while (hasWaitingBefore(until)) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
            log.info("Published all {} commits of this service again", found);
            return found;
        } finally {
            lostBefore = Instant.EPOCH;
        }
    }

    /** Asks the journal about appends whose outcome was lost; what is there is published, what is not is dropped. */
    void resolveDoubts(Duration settled) {
        List<Ticket> asked;
        synchronized (this) {
            asked = List.copyOf(doubtful);
        }
        for (Ticket ticket : asked) {
            try {
                resolve(ticket, settled);
            } catch (RuntimeException e) {
                log.warn("The journal did not tell what became of {}, asking again soon: {}", ticket, e.toString());
            }
        }
    }

    private void resolve(Ticket ticket, Duration settled) {
        StoredCommit stored = ticket.stored;
        if (stored == null) {
            return;
        }
        // Before the journal is asked: what arrives while it answers is only found the next time.
        Instant askedAt = clock.instant();
        boolean there = isInJournal(stored);
        // A request may still be under way for as long as its sender could have kept the connection; the sender may
        // have
        // paused before it, so that its stamp says nothing.
        boolean overdue = ticket.inDoubtSince.isBefore(askedAt.minus(settled));
        if (there || overdue) {
            synchronized (this) {
                doubtful.remove(ticket);
                if (there) {
                    outbox.offer(stored);
                    notifyAll();
                }
                open.remove(ticket);
            }
        }
    }

    /** The slot's mark as of now, durable in the log when this returns. */
    public void saveWatermark() {
        publicationLog.save(new Watermark(slot, watermark(), clock.instant()));
    }

    synchronized Instant watermark() {
        Instant mark = stamp();
        if (!open.isEmpty() && open.first().recordedAt.isBefore(mark)) {
            mark = open.first().recordedAt;
        }
        Instant oldest = outbox.oldestOf(slot);
        if (oldest != null && oldest.isBefore(mark)) {
            mark = oldest;
        }
        return heldBack != null && heldBack.isBefore(mark) ? heldBack : mark;
    }

    /** Up to so many commits, each of another stream, none of a stream that has a put in flight. */
    synchronized List<StoredCommit> take(int most, long mostBytes) {
        return outbox.take(most, mostBytes);
    }

    /** Waits until something may be there to take, at most so long. */
    synchronized void awaitWork(Duration atMost) throws InterruptedException {
        if (outbox.size() == 0) {
            wait(Math.max(1, atMost.toMillis()));
        }
    }

    /** The commit is on the stream. */
    synchronized void published(StoredCommit stored) {
        outbox.published(stored);
    }

    /** The commit is not known to be on the stream: it stays first of its stream. */
    synchronized void putBack(StoredCommit stored) {
        outbox.putBack(stored);
    }

    /** All at once: between two of them nothing may be taken. */
    synchronized int offerInOrder(List<StoredCommit> oldestFirst) {
        int added = 0;
        for (StoredCommit stored : oldestFirst) {
            added += outbox.offer(stored) ? 1 : 0;
        }
        notifyAll();
        return added;
    }

    synchronized boolean knowsBefore(StreamId stream, long version) {
        return outbox.knowsBefore(stream, version);
    }

    /** Whether so much waits that what crashes left behind must not be added to it yet. */
    synchronized boolean isCrowded() {
        return outbox.size() >= MOST_WAITING / 2;
    }

    private void awaitRoom() {
        while (isCrowded()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private synchronized boolean hasWaitingBefore(Instant until) {
        Instant oldest = outbox.oldest();
        return oldest != null && oldest.isBefore(until);
    }

    boolean isKnownPublished(StoredCommit stored) {
        synchronized (this) {
            if (outbox.isPublished(stored)) {
                return true;
            }
        }
        Instant recordedAt = stored.commit().metadata().recordedAt();
        if (recordedAt.isBefore(lostBefore)) {
            return false;
        }
        String writer = stored.commit().metadata().recordedBy();
        return recordedAt.isBefore(mark(writer));
    }

    private Instant mark(String writer) {
        if (writer.equals(slot)) {
            return watermark();
        }
        Instant now = clock.instant();
        if (marksReadAt.plus(MARKS_FRESH).isBefore(now)) {
            publicationLog.all().forEach(mark -> marks.put(mark.slot(), mark.publishedBefore()));
            marksReadAt = now;
        }
        return marks.getOrDefault(writer, Instant.EPOCH);
    }

    private boolean isInJournal(StoredCommit stored) {
        long before = stored.commit().firstVersion() - 1;
        boolean[] mine = {false};
        journal.read(stored.commit().streamId(), before, found -> {
            if (found.commit()
                    .metadata()
                    .commitId()
                    .equals(stored.commit().metadata().commitId())) {
                mine[0] = true;
            }
        });
        return mine[0];
    }

    /** Strictly rising, to the microsecond, also where the clock is not. */
    private Instant stamp() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastStamp = now.isAfter(lastStamp) ? now : lastStamp.plus(1, ChronoUnit.MICROS);
        return lastStamp;
    }

    /**
     * One announced append. Closing it without an answer means that the outcome is in doubt: the journal is asked later.
     */
    public final class Ticket implements AutoCloseable, Comparable<Ticket> {
        private final StreamId stream;
        private final Instant recordedAt;
        private final long number;
        private @Nullable StoredCommit stored;
        private Instant inDoubtSince = Instant.MAX;
        private boolean answered;

        private Ticket(StreamId stream, Instant recordedAt, long number) {
            this.stream = stream;
            this.recordedAt = recordedAt;
            this.number = number;
        }

        /** Unique among all appends of all runs of this slot. */
        public String commitId() {
            return slot + "." + run + "." + Long.toString(number, 36);
        }

        public Instant recordedAt() {
            return recordedAt;
        }

        /** The request is about to leave. */
        public void appending(StoredCommit commit) {
            stored = commit;
        }

        public void appended() {
            synchronized (Publication.this) {
                answered = true;
                if (stored != null) {
                    outbox.offer(stored);
                    Publication.this.notifyAll();
                }
                open.remove(this);
            }
        }

        public void refused() {
            synchronized (Publication.this) {
                answered = true;
                open.remove(this);
            }
        }

        @Override
        public void close() {
            synchronized (Publication.this) {
                if (answered) {
                    return;
                }
                if (stored == null) {
                    open.remove(this);
                } else {
                    inDoubtSince = clock.instant();
                    doubtful.add(this);
                    log.warn("The outcome of appending {} is not known; the journal will be asked", stored.commit());
                }
            }
        }

        @Override
        public int compareTo(Ticket other) {
            int byTime = recordedAt.compareTo(other.recordedAt);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return stream + " " + commitId();
        }
    }
}
