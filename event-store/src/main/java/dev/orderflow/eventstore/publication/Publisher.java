package dev.orderflow.eventstore.publication;

import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that puts: batches over many streams, reads every entry's result, repeats what was refused with backoff and
 * jitter, saves the watermark, and sweeps what crashes left behind.
 */
public final class Publisher implements AutoCloseable {
    /** PutRecords takes 10 MiB; half of it leaves room for keys and for older limits of 5 MiB. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    /** What is appended wakes the thread; this is for the sweeps. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

    /** How long the journal's index may lag at most before a commit is taken as certainly in it. */
    private static final Duration INDEX_SETTLED = Duration.ofSeconds(60);

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final Duration SILENCE_OF_THE_GONE = Duration.ofSeconds(60);
    private static final Duration DRAIN_AT_MOST = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    private final Publication publication;
    private final CommitStream stream;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final Instant startedAt;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private final Pace pace = new Pace();
    private Instant savedAt = Instant.EPOCH;
    private Instant sweptAt = Instant.EPOCH;
    private boolean recovering = true;
    private final LongAdder published = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public Publisher(Publication publication, CommitStream stream, InstantSource clock) {
        this(publication, stream, clock, time -> LockSupport.parkNanos(time.toNanos()));
    }

    /** @param pause waits before a put is made again */
    public Publisher(Publication publication, CommitStream stream, InstantSource clock, Consumer<Duration> pause) {
        this.pause = pause;
        this.publication = publication;
        this.stream = stream;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Does nothing where it runs; after a close it starts anew. */
    public synchronized void start() {
        if (thread == null) {
            stopping = false;
            thread = Thread.ofPlatform().name("publisher").start(this::run);
        }
    }

    /** Commits put on the stream since the start, repetitions included. */
    public long publishedCount() {
        return published.sum();
    }

    /** Puts that the stream refused or did not answer since the start; each was, or will be, made again. */
    public long refusedCount() {
        return refused.sum();
    }

    /** Whether the thread that puts is there. */
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }

    /** Publishes what still waits, within a bound, then saves the mark. */
    @Override
    public synchronized void close() {
        stopping = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            if (running.join(DRAIN_AT_MOST.plusSeconds(5))) {
                thread = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            round();
        }
        Instant drainUntil = clock.instant().plus(DRAIN_AT_MOST);
        while (publication.waiting() > 0 && clock.instant().isBefore(drainUntil)) {
            round();
        }
        attempt("save the publication mark", publication::saveWatermark);
        int left = publication.waiting();
        if (left > 0) {
            log.warn("{} commits are appended and not yet published; the next start publishes them", left);
        }
    }

    /** Whatever happens, the thread goes on: without it the service would accept and never publish. */
    private void round() {
        try {
            if (!step()) {
                publication.awaitWork(IDLE);
            }
        } catch (InterruptedException e) {
            // Only this class knows the thread; an interrupt can only mean to stop.
            stopping = true;
        } catch (Throwable e) {
            log.error("A round of publication failed, going on", e);
            backOff();
        }
    }

    /**
     * One round of whatever is due, for whoever drives the publisher without its thread; an outage does not come out.
     *
     * @return whether something was published
     */
    public boolean step() {
        Instant now = clock.instant();
        if (!now.isBefore(sweptAt.plus(SWEEP_EVERY))) {
            sweptAt = now;
            attempt("sweep unpublished commits", () -> sweep(now));
        }
        boolean published = publishBatch();
        if (!now.isBefore(savedAt.plus(SAVE_EVERY))) {
            savedAt = now;
            attempt("save the publication mark", publication::saveWatermark);
        }
        return published;
    }

    private void sweep(Instant now) {
        if (recovering) {
            boolean settled = now.isAfter(startedAt.plus(INDEX_SETTLED));
            publication.recover(INDEX_SETTLED, settled, this::makeRoom);
            if (settled) {
                publication.recovered();
                recovering = false;
            }
        }
        publication.resolveDoubts(INDEX_SETTLED);
        publication.adoptAbandoned(SILENCE_OF_THE_GONE, INDEX_SETTLED, this::makeRoom);
    }

    private void makeRoom() {
        while (!stopping && publication.isCrowded()) {
            publishBatch();
        }
    }

    private boolean publishBatch() {
        List<StoredCommit> batch = publication.take(pace.records(), MOST_BYTES);
        if (batch.isEmpty()) {
            return false;
        }
        int taken = 0;
        try {
            List<Boolean> results = stream.put(batch);
            for (int i = 0; i < batch.size(); i++) {
                if (results.get(i)) {
                    publication.published(batch.get(i));
                    published.increment();
                    taken++;
                } else {
                    publication.putBack(batch.get(i));
                    refused.increment();
                }
            }
        } catch (RuntimeException e) {
            batch.forEach(publication::putBack);
            refused.add(batch.size() - taken);
            log.warn("The stream did not take {} commits, trying again: {}", batch.size(), e.toString());
            pace.unanswered(batch.size());
            pause.accept(pace.pause());
            return false;
        }
        if (taken == batch.size()) {
            pace.taken();
        } else {
            backOff();
        }
        return taken > 0;
    }

    private void backOff() {
        pace.refused();
        pause.accept(pace.pause());
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("Could not {}, trying again soon: {}", what, e.toString());
        }
    }
}
