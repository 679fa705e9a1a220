package dev.orderflow.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ArchiverTest {
    private static final String SHARD = "shard-0";
    private static final Duration FLUSH_AFTER = Duration.ofSeconds(5);

    private final InMemoryArchive archive = new InMemoryArchive();
    private final InMemoryStreamHistories histories = new InMemoryStreamHistories();
    private final ArchiveLedger ledger = new ArchiveLedger(new InMemoryViewStore().create(ArchiveLedger.DEFINITION));
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final Patience patience = new Patience((time, stopping) -> {});
    private Instant now = Instant.parse("2026-01-05T23:20:00Z");
    private long sequence = 100;

    private final ShardHandler handler = open();

    @Test
    void records_wait_for_each_other_and_become_one_object_by_the_hour_of_the_first() {
        assertThat(handler.process(some(3))).isNull();
        now = now.plus(FLUSH_AFTER).minusMillis(1);
        assertThat(handler.process(some(2))).isNull();
        assertThat(keys()).isEmpty();

        now = now.plusMillis(1);
        assertThat(handler.process(List.of())).isEqualTo("105");

        assertThat(keys()).containsExactly("archive/dt=2026-01-05/hour=23/shard-0-101.jsonl.gz");
        assertThat(read(keys().getFirst())).containsExactly("101", "102", "103", "104", "105");
        assertThat(handler.process(List.of())).isNull();
    }

    @Test
    void a_batch_that_is_delivered_twice_is_archived_once() {
        List<StreamRecord> batch = some(3);
        handler.process(batch);
        handler.process(batch);
        handler.process(some(1));

        assertThat(handler.finish()).isEqualTo("104");

        assertThat(read(keys().getFirst())).containsExactly("101", "102", "103", "104");
    }

    @Test
    void many_records_are_written_without_waiting() {
        List<StreamRecord> small = new ArrayList<>();
        for (int i = 0; i < 4_500; i++) {
            small.add(junk(new byte[] {1}));
        }

        assertThat(handler.process(small)).isEqualTo("4100");

        assertThat(keys()).hasSize(2);
        assertThat(handler.finish()).isEqualTo("4600");
        assertThat(keys()).hasSize(3);
    }

    @Test
    void large_records_are_written_without_waiting() {
        byte[] large = new byte[600 * 1024];

        handler.process(List.of(junk(large), junk(large), junk(large)));

        assertThat(keys()).hasSize(1);
    }

    @Test
    void finishing_archives_what_waits_and_nothing_comes_after() {
        handler.process(some(2));

        assertThat(handler.finish()).isEqualTo("102");
        assertThat(handler.process(some(5))).isNull();
        assertThat(keys()).hasSize(1);
    }

    @Test
    void abandoning_writes_nothing() {
        handler.process(some(2));
        handler.abandon();
        now = now.plusSeconds(10);

        assertThat(handler.process(List.of())).isNull();
        assertThat(handler.finish()).isNull();
        assertThat(keys()).isEmpty();
    }

    @Test
    void two_writers_of_a_shard_leave_each_record_there_once() {
        ShardHandler zombie = open();
        List<StreamRecord> records = some(10);
        zombie.process(records.subList(0, 4));
        handler.process(records);

        assertThat(zombie.finish()).isEqualTo("104");
        assertThat(handler.finish()).isEqualTo("110");

        assertThat(everything()).isEqualTo(sequences(records));
        assertThat(counts().records()).isEqualTo(10);
        assertThat(counts().distinctCommits()).isEqualTo(10);
        assertThat(counts().objects()).isEqualTo(2);
    }

    @Test
    void who_finds_a_longer_object_goes_on_behind_its_end_and_checkpoints_no_earlier() {
        List<StreamRecord> records = some(10);
        ShardHandler faster = open();
        faster.process(records.subList(0, 8));
        faster.finish();

        handler.process(records.subList(0, 3));
        now = now.plusSeconds(5);
        assertThat(handler.process(List.of()))
                .as("a checkpoint amid an object would cut the shard elsewhere")
                .isNull();
        assertThat(handler.process(records.subList(3, 8))).isEqualTo("108");
        handler.process(records.subList(8, 10));

        assertThat(handler.finish()).isEqualTo("110");
        assertThat(everything()).isEqualTo(sequences(records));
        assertThat(counts().objects()).isEqualTo(2);
    }

    @Test
    void a_crash_between_the_object_and_its_count_counts_once() {
        List<StreamRecord> records = some(3);
        StreamHistories broken = new StreamHistories() {
            @Override
            public List<Kept> keep(List<ArchivedRecord> commits) {
                throw new IllegalStateException("no answer");
            }

            @Override
            public List<KeptCommit> read(StreamId stream, long fromVersion, int limit) {
                throw new AssertionError("the archiver reads no history");
            }
        };
        ShardHandler crashing = new Archiver(archive, archive, broken, ledger, FLUSH_AFTER, () -> now)
                .withPatience(stopped())
                .open(SHARD);
        crashing.process(records);
        assertThat(crashing.finish()).isNull();
        assertThat(keys()).hasSize(1);

        handler.process(records);

        assertThat(handler.finish()).isEqualTo("103");
        assertThat(keys()).hasSize(1);
        assertThat(counts().records()).isEqualTo(3);
        assertThat(counts().distinctCommits()).isEqualTo(3);
    }

    @Test
    void a_lost_reply_is_not_taken_for_another_writer() {
        Archive lossy = (object, content) -> {
            boolean firstTime = archive.putIfAbsent(object, content).isEmpty();
            if (firstTime) {
                throw new IllegalStateException("connection reset");
            }
            return archive.putIfAbsent(object, content);
        };
        ArchiveReader unneeded = new ArchiveReader() {
            @Override
            public void keys(Consumer<String> reader) {
                // Nothing was archived before.
            }

            @Override
            public void keysUnder(String prefix, Consumer<String> reader) {
                // Nothing was archived before.
            }

            @Override
            public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
                throw new AssertionError("there is nothing to adopt");
            }
        };
        ShardHandler one = new Archiver(lossy, unneeded, histories, ledger, FLUSH_AFTER, () -> now)
                .withPatience(patience)
                .open(SHARD);
        one.process(some(3));

        assertThat(one.finish()).isEqualTo("103");
        assertThat(counts().records()).isEqualTo(3);
    }

    @Test
    void an_outage_is_waited_out() {
        int[] failures = {20};
        Archive away = (object, content) -> {
            if (failures[0]-- > 0) {
                throw new IllegalStateException("no answer");
            }
            return archive.putIfAbsent(object, content);
        };
        ShardHandler one = new Archiver(away, archive, histories, ledger, FLUSH_AFTER, () -> now)
                .withPatience(patience)
                .open(SHARD);
        one.process(some(3));
        now = now.plusSeconds(5);

        assertThat(one.process(List.of())).isEqualTo("103");
    }

    @Test
    void stopping_ends_the_wait_and_answers_nothing() {
        Archive away = (object, content) -> {
            throw new IllegalStateException("no answer");
        };
        Archiver archiver = new Archiver(away, archive, histories, ledger, FLUSH_AFTER, () -> now);
        ShardHandler one = archiver.open(SHARD);
        one.process(some(3));
        archiver.stopping();
        now = now.plusSeconds(5);

        assertThat(one.process(List.of())).isNull();
        assertThat(one.finish()).isNull();
    }

    @Test
    void what_is_opened_after_a_stop_belongs_to_the_next_start() {
        int[] failures = {1};
        Archive away = (object, content) -> {
            if (failures[0]-- > 0) {
                throw new IllegalStateException("no answer");
            }
            return archive.putIfAbsent(object, content);
        };
        Archiver archiver = new Archiver(away, archive, histories, ledger, FLUSH_AFTER, () -> now);
        archiver.stopping();
        ShardHandler one = archiver.open(SHARD);
        one.process(some(3));

        assertThat(one.finish()).isEqualTo("103");
    }

    @Test
    void another_streams_records_under_the_same_key_are_never_taken_for_archived() {
        handler.process(some(3));
        handler.finish();
        sequence = 100;
        ShardHandler other = open();
        other.process(some(4));

        assertThatThrownBy(other::finish)
                .isInstanceOf(ArchiveBrokenException.class)
                .hasMessageContaining("another stream");
    }

    @Test
    void counts_what_came_twice_what_is_no_commit_and_what_conflicts() {
        StreamId stream = TestCommits.newStream();
        StoredCommit commit = commits.commit(stream, 1);
        StoredCommit other = commits.commit(stream, 1);
        handler.process(List.of(record(commit), record(commit), record(other), junk(new byte[] {1})));
        handler.finish();

        OfShard counts = counts();
        assertThat(counts.records()).isEqualTo(4);
        assertThat(counts.commits()).isEqualTo(3);
        assertThat(counts.distinctCommits()).isEqualTo(1);
        assertThat(counts.events()).isEqualTo(3);
        assertThat(counts.distinctEvents()).isEqualTo(1);
        assertThat(counts.unreadable()).isEqualTo(1);
        assertThat(counts.conflicts()).isEqualTo(1);
        assertThat(counts.lastSequence()).isEqualTo("104");
        assertThat(counts.lastObject()).isEqualTo(keys().getFirst());
    }

    @Test
    void an_object_holds_records_of_one_hour() {
        List<StreamRecord> late = some(2);
        List<StreamRecord> next = some(3).stream()
                .map(record -> ArchiveFixtures.at("2026-01-06T00:00:00Z", record))
                .toList();
        handler.process(late);
        assertThat(handler.process(next)).isEqualTo("102");
        assertThat(handler.finish()).isEqualTo("105");

        assertThat(keys())
                .containsExactly(
                        "archive/dt=2026-01-05/hour=23/shard-0-101.jsonl.gz",
                        "archive/dt=2026-01-06/hour=00/shard-0-103.jsonl.gz");
    }

    /** Writers that come, go, crash and overlap as they like: each record is there once, and counted once. */
    @Test
    void whatever_crashes_and_overlaps_each_record_is_there_once() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            InMemoryArchive store = new InMemoryArchive();
            ArchiveLedger counted = new ArchiveLedger(new InMemoryViewStore().create(ArchiveLedger.DEFINITION));
            Archiver archiver = new Archiver(
                            store, store, new InMemoryStreamHistories(), counted, FLUSH_AFTER, () -> now)
                    .withPatience(patience);
            List<StreamRecord> records = some(60);
            int checkpoint = 0;
            List<ShardHandler> alive = new ArrayList<>();
            List<Integer> at = new ArrayList<>();
            for (int step = 0; step < 80; step++) {
                if (alive.isEmpty() || random.nextInt(8) == 0) {
                    alive.add(archiver.open(SHARD));
                    at.add(checkpoint);
                }
                int who = random.nextInt(alive.size());
                int to = Math.min(records.size(), at.get(who) + random.nextInt(6));
                now = now.plusMillis(random.nextInt(4_000));
                String durable = alive.get(who).process(records.subList(at.get(who), to));
                at.set(who, to);
                if (durable != null) {
                    checkpoint = Math.max(checkpoint, sequences(records).indexOf(durable) + 1);
                }
                if (alive.size() > 2 || random.nextInt(10) == 0) {
                    alive.remove(0);
                    at.remove(0);
                }
            }
            ShardHandler last = archiver.open(SHARD);
            last.process(records.subList(checkpoint, records.size()));
            last.finish();

            List<String> found = new ArrayList<>();
            List<ArchiveObject> objects = new ArrayList<>();
            store.keys(key -> objects.add(
                    store.read(key, record -> found.add(record.record().sequenceNumber()))));
            assertThat(links(objects)).as("seed %d", seed).isEqualTo(linksBefore(objects));
            assertThat(counted.all().getFirst().head())
                    .isEqualTo(objects.getLast().link());
            assertThat(found).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(sequences(records));
            assertThat(counted.all()).singleElement().satisfies(counts -> {
                assertThat(counts.records()).isEqualTo(60);
                assertThat(counts.distinctCommits()).isEqualTo(60);
            });
        }
    }

    @Test
    void every_object_goes_on_from_the_one_before_and_the_ledger_keeps_the_newest() {
        handler.process(some(3));
        handler.finish();
        ShardHandler second = open();
        second.process(some(2));
        second.finish();
        ShardHandler third = open();
        third.process(some(4));
        third.finish();

        List<ArchiveObject> objects = objects();
        assertThat(objects).hasSize(3);
        assertThat(objects.getFirst().previous()).isEqualTo(ChainLink.NONE);
        assertThat(links(objects)).isEqualTo(linksBefore(objects));
        assertThat(counts().head()).isEqualTo(objects.getLast().link());
    }

    @Test
    void what_is_written_behind_an_adopted_object_goes_on_from_it() {
        List<StreamRecord> records = some(6);
        ShardHandler faster = open();
        faster.process(records.subList(0, 4));
        handler.process(records);

        faster.finish();
        handler.finish();

        List<ArchiveObject> objects = objects();
        assertThat(objects).hasSize(2);
        assertThat(links(objects)).isEqualTo(linksBefore(objects));
    }

    /** By sequence, with the beginning in front and the newest left out: what the previous ones should be. */
    private static List<ChainLink> links(List<ArchiveObject> objects) {
        List<ChainLink> links = new ArrayList<>(List.of(ChainLink.NONE));
        objects.subList(0, objects.size() - 1).forEach(object -> links.add(object.link()));
        return links;
    }

    private static List<ChainLink> linksBefore(List<ArchiveObject> objects) {
        return objects.stream().map(ArchiveObject::previous).toList();
    }

    private List<ArchiveObject> objects() {
        List<ArchiveObject> objects = new ArrayList<>();
        archive.keys(key -> objects.add(archive.read(key, record -> {})));
        return objects;
    }

    private ShardHandler open() {
        return new Archiver(archive, archive, histories, ledger, FLUSH_AFTER, () -> now)
                .withPatience(patience)
                .open(SHARD);
    }

    private static Patience stopped() {
        Patience stopped = new Patience();
        stopped.stop();
        return stopped;
    }

    private OfShard counts() {
        assertThat(ledger.all()).hasSize(1);
        return ledger.all().getFirst();
    }

    private List<StreamRecord> some(int count) {
        List<StreamRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(commits.commit(TestCommits.newStream(), 1)));
        }
        return records;
    }

    private StreamRecord record(StoredCommit commit) {
        return ArchiveFixtures.streamRecord(++sequence, commit);
    }

    private StreamRecord junk(byte[] bytes) {
        return new StreamRecord(Long.toString(++sequence), "order-a", bytes, ArchiveFixtures.ARRIVED);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        archive.keys(keys::add);
        return keys;
    }

    private List<String> read(String key) {
        List<String> sequences = new ArrayList<>();
        archive.read(key, record -> sequences.add(record.record().sequenceNumber()));
        return sequences;
    }

    private List<String> everything() {
        return keys().stream().flatMap(key -> read(key).stream()).toList();
    }

    private static List<String> sequences(List<StreamRecord> records) {
        return records.stream().map(StreamRecord::sequenceNumber).toList();
    }
}
