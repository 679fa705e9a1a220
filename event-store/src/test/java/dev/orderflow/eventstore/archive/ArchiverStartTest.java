package dev.orderflow.eventstore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryStreamHistories;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where an archiver goes on whose checkpoints, or whose ledger, are lost: each record stays there once, in one chain. */
class ArchiverStartTest {
    private static final String SHARD = "shard-0";
    private static final Duration FLUSH_AFTER = Duration.ofSeconds(5);

    private final InMemoryArchive archive = new InMemoryArchive();
    private final InMemoryStreamHistories histories = new InMemoryStreamHistories();
    private final ArchiveLedger ledger = emptyLedger();
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final Patience patience = new Patience((time, stopping) -> {});
    private Instant now = Instant.parse("2026-01-05T23:20:00Z");
    private long sequence = 100;

    private final ShardHandler handler = open();

    @Test
    void what_is_left_of_an_object_in_the_stream_is_not_archived_again_where_checkpoints_are_lost() {
        List<StreamRecord> records = some(9);
        handler.process(records.subList(0, 5));
        handler.finish();

        ShardHandler anew = open();
        assertThat(anew.process(records.subList(3, 9))).isNull();
        assertThat(anew.finish()).isEqualTo("109");

        assertThat(archived()).isEqualTo(sequences(records));
        assertThatTheChainIsWhole();
        assertThat(ledger.all()).singleElement().satisfies(counts -> {
            assertThat(counts.records()).isEqualTo(9);
            assertThat(counts.distinctCommits()).isEqualTo(9);
        });
    }

    @Test
    void nor_where_the_ledger_is_lost_too() {
        List<StreamRecord> records = some(9);
        handler.process(records.subList(0, 5));
        handler.finish();
        ArchiveLedger empty = emptyLedger();

        ShardHandler anew = openWith(empty);
        anew.process(records.subList(3, 9));
        assertThat(anew.finish()).isEqualTo("109");

        assertThat(archived()).isEqualTo(sequences(records));
        assertThatTheChainIsWhole();
        assertThat(empty.all().getFirst().head()).isEqualTo(objects().getLast().link());
    }

    @Test
    void the_chain_goes_on_where_only_the_ledger_is_lost_however_long_nothing_came() {
        List<StreamRecord> records = new ArrayList<>(some(3));
        handler.process(records);
        handler.finish();
        records.addAll(some(2).stream()
                .map(record -> ArchiveFixtures.at("2026-01-09T07:00:00Z", record))
                .toList());

        ShardHandler anew = openWith(emptyLedger());
        anew.process(records.subList(3, 5));
        assertThat(anew.finish()).isEqualTo("105");

        assertThat(archived()).isEqualTo(sequences(records));
        assertThatTheChainIsWhole();
    }

    @Test
    void the_archive_is_looked_at_once_by_who_opens_a_shard_and_listed_whole_only_where_nothing_is_counted() {
        List<String> looks = new ArrayList<>();
        Looking looking = new Looking(looks);
        ShardHandler first = looking.open();
        for (int flush = 0; flush < 3; flush++) {
            first.process(some(2));
            now = now.plus(FLUSH_AFTER);
            first.process(List.of());
        }
        assertThat(looks).containsExactly("archive/dt=2026-01-05/hour=23/shard-0-", "everything");

        looks.clear();
        ShardHandler second = looking.open();
        second.process(some(2));
        second.finish();
        assertThat(looks)
                .as("nothing is read where the ledger knows the newest object")
                .containsExactly("archive/dt=2026-01-05/hour=23/shard-0-");
    }

    /** Tells how the archive is looked at. */
    private final class Looking implements ArchiveReader {
        private final List<String> looks;

        private Looking(List<String> looks) {
            this.looks = looks;
        }

        private ShardHandler open() {
            return new Archiver(archive, this, histories, ledger, FLUSH_AFTER, () -> now)
                    .withPatience(patience)
                    .open(SHARD);
        }

        @Override
        public void keys(Consumer<String> reader) {
            looks.add("everything");
            archive.keys(reader);
        }

        @Override
        public void keysUnder(String prefix, Consumer<String> reader) {
            looks.add(prefix);
            archive.keysUnder(prefix, reader);
        }

        @Override
        public ArchiveObject read(String key, Consumer<ArchivedRecord> reader) {
            looks.add("read " + key);
            return archive.read(key, reader);
        }
    }

    private static ArchiveLedger emptyLedger() {
        return new ArchiveLedger(new InMemoryViewStore().create(ArchiveLedger.DEFINITION));
    }

    private ShardHandler openWith(ArchiveLedger other) {
        return new Archiver(archive, archive, histories, other, FLUSH_AFTER, () -> now)
                .withPatience(patience)
                .open(SHARD);
    }

    private ShardHandler open() {
        return openWith(ledger);
    }

    private List<StreamRecord> some(int count) {
        List<StreamRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(ArchiveFixtures.streamRecord(++sequence, commits.commit(TestCommits.newStream(), 1)));
        }
        return records;
    }

    private static List<String> sequences(List<StreamRecord> records) {
        return records.stream().map(StreamRecord::sequenceNumber).toList();
    }

    private List<String> archived() {
        List<String> sequences = new ArrayList<>();
        archive.keys(
                key -> archive.read(key, record -> sequences.add(record.record().sequenceNumber())));
        return sequences;
    }

    private List<ArchiveObject> objects() {
        List<ArchiveObject> objects = new ArrayList<>();
        archive.keys(key -> objects.add(archive.read(key, record -> {})));
        return objects;
    }

    private void assertThatTheChainIsWhole() {
        ChainLink before = ChainLink.NONE;
        for (ArchiveObject object : objects()) {
            assertThat(object.previous()).isEqualTo(before);
            before = object.link();
        }
    }
}
