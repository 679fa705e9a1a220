package dev.orderflow.launcher.bench;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.PublicationLog.Watermark;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long it takes to load a stream of a length, from its snapshot and its newest commits, and from its first event.
 *
 * @param version of the stream
 * @param millis with snapshots as a service keeps them; the median
 * @param fromTheFirstMillis without any
 */
record StreamLoad(long version, int commits, double millis, double fromTheFirstMillis) {
    private static final int[] LENGTHS = {10, 1_000, 100_000};
    private static final int EVENTS_A_COMMIT = 50;

    /** As the inventory service has it. */
    private static final int COMMITS_PER_SNAPSHOT = 500;

    private static final int TIMES = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant RECORDED = Instant.parse("2026-01-05T12:00:00Z");
    private static final String WRITER = "bench-writer";

    static List<StreamLoad> all(AwsEngines engines) {
        Journal journal = engines.journal();
        Snapshots snapshots = engines.snapshots();
        List<StreamLoad> loads = new ArrayList<>();
        for (int length : LENGTHS) {
            loads.add(of(length, journal, snapshots));
        }
        return loads;
    }

    private static StreamLoad of(int length, Journal journal, Snapshots snapshots) {
        StreamId stream = new StreamId("warehouse", "bench-" + length);
        int commits = fill(stream, length, journal);
        load(stream, length, journal, snapshots);
        if (commits >= COMMITS_PER_SNAPSHOT
                && Wait.upTo(PATIENCE, () -> snapshots.newest(stream, SumFormat.SCHEMA))
                        .isEmpty()) {
            throw new SuiteException("No snapshot of " + stream + " was saved");
        }
        List<Double> withSnapshots = new ArrayList<>();
        List<Double> fromTheFirst = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            withSnapshots.add(load(stream, length, journal, snapshots));
            fromTheFirst.add(load(stream, length, journal, new InMemorySnapshots()));
        }
        return new StreamLoad(length, commits, Figures.median(withSnapshots), Figures.median(fromTheFirst));
    }

    private static int fill(StreamId stream, int length, Journal journal) {
        CommitCodec codec = CommitCodec.standard();
        int eventsACommit = Math.min(EVENTS_A_COMMIT, Math.max(1, length / 10));
        int commits = 0;
        for (int version = 1; version <= length; version += eventsACommit) {
            List<DomainEvent> events = new ArrayList<>();
            for (int event = 0; event < eventsACommit; event++) {
                events.add(new StockAdjusted("adjustment-" + (version + event), "85123A", 1, "counted"));
            }
            CommitMetadata metadata = new CommitMetadata("c" + version, RECORDED, WRITER, "bench", "bench", null);
            Commit commit = new Commit(stream, version, events, metadata);
            journal.append(new StoredCommit(commit, codec.encode(commit)));
            commits++;
        }
        return commits;
    }

    private static double load(StreamId stream, int length, Journal journal, Snapshots snapshots) {
        InMemoryJournal marks = new InMemoryJournal();
        marks.save(new Watermark(WRITER, RECORDED.plusSeconds(1), RECORDED.plusSeconds(1)));
        Publication publication = new Publication("bench-0", marks, journal, InstantSource.system());
        long began = System.nanoTime();
        try (LiveStream<Integer, Long, WarehouseEvent, String> live = new LiveStream<>(
                stream,
                new Sum(),
                WarehouseEvent.class,
                event -> 100,
                journal,
                publication,
                snapshots,
                new SumFormat(),
                new LiveStream.Limits(10, 10, 1_000, COMMITS_PER_SNAPSHOT))) {
            long state =
                    live.current().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).state();
            double millis = (System.nanoTime() - began) / 1e6;
            if (state != length) {
                throw new SuiteException(stream + " was loaded as " + state + ", not as " + length);
            }
            return millis;
        } catch (ExecutionException | TimeoutException e) {
            throw new SuiteException(stream + " could not be loaded: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteException("Interrupted while loading " + stream, e);
        }
    }

    private static final class Sum implements Decider<Integer, Long, WarehouseEvent, String> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Decision<WarehouseEvent, String> decide(Integer command, Long state) {
            return Decision.alreadyDone();
        }

        @Override
        public Long evolve(Long state, WarehouseEvent event) {
            return state + (event instanceof StockAdjusted adjusted ? adjusted.delta() : 0);
        }
    }

    private static final class SumFormat implements SnapshotFormat<Long> {
        private static final String SCHEMA = "bench-1";

        @Override
        public String schema() {
            return SCHEMA;
        }

        @Override
        public byte[] write(Long state) {
            return ByteBuffer.allocate(Long.BYTES).putLong(state).array();
        }

        @Override
        public Long read(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
