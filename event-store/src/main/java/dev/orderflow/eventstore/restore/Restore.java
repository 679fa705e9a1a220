package dev.orderflow.eventstore.restore;

import dev.orderflow.events.Commit;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.Concurrently;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.publication.PublicationLog.Watermark;
import dev.orderflow.eventstore.rebuild.ModelReplay;
import dev.orderflow.eventstore.rebuild.WholeStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a service's journal, read models, positions and marks again. Everything is written only where it is absent or
 * older, so a restore that was interrupted is simply begun again, and one beside living tables changes nothing.
 */
public final class Restore {
    private static final int WRITES_AT_ONCE = 16;
    private static final int RECORDS_A_ROUND = 2_000;
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(Restore.class);

    private final Service service;
    private final WholeStream source;
    private final Ports ports;
    private final Patience patience;
    private final InstantSource clock;
    private final Concurrently concurrently =
            new Concurrently(Thread.ofVirtual().name("restore-", 0)::start, new Semaphore(WRITES_AT_ONCE));
    private final Pattern mine;
    private final List<StoredCommit> commits = new ArrayList<>();
    private final Map<String, Instant> newestOf = new HashMap<>();
    private long restored;
    private long records;
    private int inRound;
    private long toldAt = System.nanoTime();

    /**
     * @param name such as {@code orders}: its writers are {@code orders-0}, {@code orders-1} and so on
     * @param subscribers whose categories it consumes
     * @param models its read models
     */
    public record Service(String name, List<Subscriber> subscribers, List<ModelReplay> models) {}

    /** Where it writes. */
    public record Ports(Journal journal, PublicationLog publicationLog, Positions positions, Leases leases) {}

    public Restore(Service service, WholeStream source, Ports ports, Patience patience, InstantSource clock) {
        this.service = service;
        this.source = source;
        this.ports = ports;
        this.patience = patience;
        this.clock = clock;
        this.mine = Pattern.compile(Pattern.quote(service.name()) + "-\\d+");
    }

    /** @param again what arrived within this time before the archive's end is consumed once more */
    public Restored run(Duration again) {
        long began = System.nanoTime();
        Instant seamAt =
                source.newestArrival().map(newest -> newest.minus(again)).orElse(Instant.MIN);
        Seam seam = new Seam(
                seamAt, category -> service.subscribers().stream().anyMatch(subscriber -> subscriber.wants(category)));
        long archived = source.read(record -> take(record, seam), patience);
        flush(seam);
        saveMarks();
        ports.leases().beginBehind(seam.shards());
        return new Restored(records, restored, records - archived, Duration.ofNanos(System.nanoTime() - began));
    }

    private void take(ArchivedRecord record, Seam seam) {
        records++;
        inRound++;
        if (record.header() != null) {
            Commit commit = record.commit();
            if (mine.matcher(commit.metadata().recordedBy()).matches()) {
                commits.add(new StoredCommit(commit, record.record().data()));
                newestOf.merge(
                        commit.metadata().recordedBy(),
                        commit.metadata().recordedAt(),
                        (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        service.models().forEach(model -> model.add(record));
        seam.pass(record);
        if (inRound >= RECORDS_A_ROUND) {
            flush(seam);
        }
    }

    /** The journal first: what is read must never be ahead of what is true. */
    private void flush(Seam seam) {
        concurrently.run(
                commits.stream().<Runnable>map(commit -> () -> append(commit)).toList());
        restored += commits.size();
        commits.clear();
        service.models().forEach(ModelReplay::flush);
        var streams = seam.takeStreams();
        if (!streams.isEmpty()) {
            patience.untilDone(
                    "save the positions of " + streams.size() + " streams",
                    () -> ports.positions().advance(streams));
        }
        inRound = 0;
        if (System.nanoTime() - toldAt > TELL_EVERY.toNanos()) {
            toldAt = System.nanoTime();
            log.info("Restored {} commits from {} records", restored, records);
        }
    }

    private void append(StoredCommit commit) {
        AppendOutcome outcome = patience.untilDone(
                "restore " + commit.commit(), () -> ports.journal().append(commit));
        if (outcome == AppendOutcome.VERSION_TAKEN) {
            throw new IllegalStateException("The journal holds another commit than the archive at " + commit.commit()
                    + ". Nothing was overwritten; restore into tables that are empty or of this archive");
        }
    }

    /** All that was restored came over the stream: none of it is to be published again. */
    private void saveMarks() {
        newestOf.forEach((slot, newest) -> {
            if (ports.publicationLog().find(slot).isEmpty()) {
                ports.publicationLog().save(new Watermark(slot, newest.plus(1, ChronoUnit.MICROS), clock.instant()));
            }
        });
    }
}
