package dev.orderflow.eventstore.rebuild;

import static dev.orderflow.eventstore.rebuild.RebuildWorld.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.rebuild.Drift.OfTable;
import dev.orderflow.eventstore.rebuild.Rebuild.Phase;
import dev.orderflow.eventstore.rebuild.RebuildWorld.Instance;
import dev.orderflow.eventstore.rebuild.RebuildWorld.Seen;
import dev.orderflow.eventstore.rebuild.Rebuilds.Answer;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.Views.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way of a rebuild, in memory and on real threads, while events go on. */
@Timeout(60)
class RebuildTest {
    private final RebuildWorld world = new RebuildWorld();
    private final List<StreamId> streams = new ArrayList<>();
    private volatile boolean writing = true;

    @AfterEach
    void close() throws InterruptedException {
        writing = false;
        world.close();
    }

    private void beginStreams(int count, int versions) {
        for (int i = 0; i < count; i++) {
            streams.add(TestCommits.newStream());
        }
        for (long version = 1; version <= versions; version++) {
            for (StreamId stream : streams) {
                world.append(stream, version);
            }
        }
    }

    /** Goes on writing until told otherwise; also publishes again what was published before. */
    private Thread keepWriting(int after) {
        return Thread.ofPlatform().daemon().start(() -> {
            for (long version = after + 1; writing; version++) {
                for (StreamId stream : streams) {
                    world.append(stream, version);
                }
                List<StoredCommit> old = world.journal.load(streams.getFirst());
                old.subList(0, Math.min(3, old.size())).forEach(world::publish);
                world.archiveMore();
                // About 1,000 records a second, of which a rebuild can read ten times as many, on a slow machine too:
                // who
                // writes as fast as he can is never caught up with.
                LockSupport.parkNanos(20_000_000);
            }
        });
    }

    private void assertReadsTheJournals(Instance instance) {
        for (StreamId stream : streams) {
            long versions = world.journal.load(stream).size();
            assertThat(instance.read(stream)).isEqualTo(new Seen(versions, versions * (versions + 1) / 2));
        }
    }

    @Test
    void a_new_version_is_filled_and_switched_to_while_events_go_on_and_the_lease_changes_hands() throws Exception {
        beginStreams(20, 10);
        world.archiveMore();
        AtomicLong checkpoint = new AtomicLong();
        Instance first = world.instance("orders-0");
        Instance second = world.instance("orders-1");
        first.consume(checkpoint);
        Thread writer = keepWriting(10);
        first.lookForRebuilds();
        second.lookForRebuilds();

        assertThat(world.rebuilds.request("rb1", "orders", "seen", "ops", 200)).isInstanceOf(Answer.Accepted.class);
        Await.until(() -> phase("rb1").compareTo(Phase.HANDING_OVER) >= 0);
        first.loseLease();
        second.consume(checkpoint);
        Rebuild done = world.awaitEnd("rb1");

        assertThat(done.failure()).isNull();
        assertThat(done.phase()).isEqualTo(Phase.DONE);
        assertThat(done.drift()).isNotNull();
        assertThat(done.drift().isNone()).isTrue();
        assertThat(done.recordsRead()).isPositive();
        writing = false;
        writer.join();
        int all = world.records();
        Await.until(() -> checkpoint.get() >= all);
        Await.until(() -> !second.models.known().of("seen").uses(1));
        assertThat(second.models.known().of("seen").live()).isEqualTo(2);
        assertReadsTheJournals(second);
        assertThat(world.store.create(TABLE, 1).find(streams.getFirst().key()))
                .as("the old version is gone")
                .isEmpty();
    }

    @Test
    void nothing_but_the_projection_hears_of_what_is_replayed() throws Exception {
        beginStreams(5, 4);
        AtomicLong checkpoint = new AtomicLong();
        Instance instance = world.instance("orders-0");
        instance.consume(checkpoint);
        Await.until(() -> checkpoint.get() >= 20);
        assertThat(world.sideEffects.get()).isEqualTo(20);
        world.archiveMore();
        instance.lookForRebuilds();

        world.rebuilds.request("rb2", "orders", "seen", "ops", 20);

        assertThat(world.awaitEnd("rb2").phase()).isEqualTo(Phase.DONE);
        assertReadsTheJournals(instance);
        assertThat(world.sideEffects.get())
                .as("each commit had its one effect when it came")
                .isEqualTo(20);
    }

    @Test
    void what_a_crash_interrupts_another_instance_goes_on_with() throws Exception {
        beginStreams(10, 30);
        world.archiveMore();
        AtomicInteger objects = new AtomicInteger();
        Instance[] crashing = new Instance[1];
        crashing[0] = world.instance("orders-0", (key, reader) -> {
            if (objects.incrementAndGet() == 12) {
                crashing[0].patience.stop();
            }
            // Long enough for a save between any two.
            LockSupport.parkNanos(25_000_000);
            return world.archive.read(key, reader);
        });
        crashing[0].lookForRebuilds();
        world.rebuilds.request("rb3", "orders", "seen", "ops", 300);
        Await.until(() -> objects.get() >= 12);
        crashing[0].stopRebuilding();
        Rebuild interrupted = world.rebuilds.find("rb3").orElseThrow().value();
        assertThat(interrupted.phase()).isEqualTo(Phase.FILLING);
        assertThat(interrupted.positions()).isNotEmpty();

        AtomicInteger read = new AtomicInteger();
        Instance next = world.instance("orders-1", (key, reader) -> {
            read.incrementAndGet();
            return world.archive.read(key, reader);
        });
        AtomicLong checkpoint = new AtomicLong();
        next.consume(checkpoint);
        next.lookForRebuilds();

        assertThat(world.awaitEnd("rb3").phase()).isEqualTo(Phase.DONE);
        assertThat(read.get()).as("what was applied is not read again").isLessThan(25);
        assertReadsTheJournals(next);
    }

    @Test
    void what_the_archive_lacks_is_named_and_reads_stay_where_they_were() throws Exception {
        beginStreams(3, 1);
        world.loseForTheArchive();
        List<StreamId> lost = List.copyOf(streams);
        streams.clear();
        beginStreams(10, 5);
        world.archiveMore();
        AtomicLong checkpoint = new AtomicLong();
        Instance instance = world.instance("orders-0");
        instance.consume(checkpoint);
        int all = world.records();
        Await.until(() -> checkpoint.get() >= all);
        instance.lookForRebuilds();

        world.rebuilds.request("rb4", "orders", "seen", "ops", 50);
        Rebuild failed = world.awaitEnd("rb4");

        assertThat(failed.phase()).isEqualTo(Phase.FAILED);
        instance.models.look();
        assertThat(instance.models.known().of("seen").live()).isEqualTo(1);
        assertThat(instance.models.known().of("seen").rebuild()).isNull();
        assertThat(failed.failure()).contains("not what the journals say");
        OfTable table = failed.drift().tables().getFirst();
        assertThat(table.missing()).isEqualTo(3);
        assertThat(table.equal()).isEqualTo(10);
        assertThat(table.examples())
                .containsExactlyInAnyOrderElementsOf(
                        lost.stream().map(StreamId::key).toList());
        assertReadsTheJournals(instance);
    }

    @Test
    void the_comparison_counts_what_is_missing_and_what_is_different() {
        streams.add(TestCommits.newStream());
        streams.add(TestCommits.newStream());
        streams.add(TestCommits.newStream());
        streams.forEach(stream -> world.append(stream, 1));
        Instance instance = world.instance("orders-0");
        ModelVersion version = instance.models.version(RebuildWorld.MODEL, 2);
        save(version, streams.get(0), new Seen(1, 1));
        save(version, streams.get(1), new Seen(1, 7));

        Drift drift = instance.compare(version);

        OfTable table = drift.tables().getFirst();
        assertThat(drift.streams()).isEqualTo(3);
        assertThat(table.equal()).isEqualTo(1);
        assertThat(table.different()).isEqualTo(1);
        assertThat(table.missing()).isEqualTo(1);
        assertThat(table.examples())
                .containsExactlyInAnyOrder(streams.get(1).key(), streams.get(2).key());
        assertThat(drift.isNone()).isFalse();
    }

    @Test
    void one_rebuild_at_a_time_and_each_request_once() {
        world.instance("orders-0");

        assertThat(world.rebuilds.request("a", "orders", "seen", "ops", 0)).isInstanceOf(Answer.Accepted.class);
        assertThat(world.rebuilds.request("a", "orders", "seen", "ops", 0)).isInstanceOf(Answer.AlreadyAccepted.class);
        assertThat(world.rebuilds.request("a", "orders", "other", "ops", 0)).isInstanceOf(Answer.IdReused.class);
        assertThat(world.rebuilds.request("b", "orders", "seen", "ops", 0)).isEqualTo(new Answer.UnderWay("a"));
        assertThat(world.rebuilds.request("c", "orders", "other", "ops", 0))
                .isEqualTo(new Answer.UnknownReadModel(Set.of("seen")));
        assertThat(world.rebuilds.request("d", "nobody", "seen", "ops", 0))
                .isEqualTo(new Answer.UnknownReadModel(Set.of()));
        world.rebuilds.fail("a", "for a test");
        assertThat(world.rebuilds.request("b", "orders", "seen", "ops", 0)).isInstanceOf(Answer.Accepted.class);
        assertThat(world.rebuilds.find("b").orElseThrow().value().generation())
                .as("numbers are not used again")
                .isEqualTo(3);
    }

    private Phase phase(String id) {
        return world.rebuilds.find(id).orElseThrow().value().phase();
    }

    private static void save(ModelVersion version, StreamId stream, Seen seen) {
        version.table(TABLE).save(new View<>(stream.key(), 1, seen), 0);
    }
}
