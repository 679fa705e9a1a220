package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveFixtures;
import dev.orderflow.eventstore.archive.ArchiveFixtures.Sealed;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.testing.TestCommits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every archive promises. */
public abstract class ArchiveContract {
    private final String shard = TestCommits.unique("shard");

    protected abstract Archive archive();

    protected abstract ArchiveReader reader();

    @Test
    void what_was_put_is_read_back_record_by_record() {
        List<ArchivedRecord> records = ArchiveFixtures.records(shard, 100, 25);
        Sealed sealed = ArchiveFixtures.seal(records);

        assertThat(archive().putIfAbsent(sealed.object(), sealed.content())).isEmpty();

        List<ArchivedRecord> read = new ArrayList<>();
        assertThat(reader().read(sealed.object().key(), read::add)).isEqualTo(sealed.object());
        ArchiveFixtures.assertSame(read, records);
    }

    @Test
    void only_the_first_object_of_a_key_stands_and_the_second_writer_learns_which() {
        Sealed first = ArchiveFixtures.seal(ArchiveFixtures.records(shard, 100, 3));
        Sealed second = ArchiveFixtures.seal(ArchiveFixtures.records(shard, 100, 5));
        assertThat(second.object().key()).isEqualTo(first.object().key());
        archive().putIfAbsent(first.object(), first.content());

        assertThat(archive().putIfAbsent(second.object(), second.content())).contains(first.object());

        assertThat(reader().read(first.object().key(), record -> {})).isEqualTo(first.object());
    }

    @Test
    void of_many_writers_at_once_exactly_one_succeeds() throws Exception {
        List<Callable<Optional<ArchiveObject>>> writers = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            Sealed sealed = ArchiveFixtures.seal(ArchiveFixtures.records(shard, 100, i));
            writers.add(() -> archive().putIfAbsent(sealed.object(), sealed.content()));
        }
        int succeeded = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<ArchiveObject>> writer : threads.invokeAll(writers)) {
                succeeded += writer.get().isEmpty() ? 1 : 0;
            }
        }
        assertThat(succeeded).isEqualTo(1);
    }

    @Test
    void lists_its_keys_in_order() {
        List<String> put = new ArrayList<>();
        for (long sequence : new long[] {300, 100, 200}) {
            Sealed sealed = ArchiveFixtures.seal(ArchiveFixtures.records(shard, sequence, 2));
            archive().putIfAbsent(sealed.object(), sealed.content());
            put.add(sealed.object().key());
        }

        List<String> keys = new ArrayList<>();
        reader().keys(keys::add);

        assertThat(keys.stream().filter(key -> key.contains(shard)))
                .containsExactly(put.get(1), put.get(2), put.get(0));
        List<String> under = new ArrayList<>();
        String upToShard = put.get(0).substring(0, put.get(0).length() - "300.jsonl.gz".length());
        reader().keysUnder(upToShard + "2", under::add);
        assertThat(under).containsExactly(put.get(2));
    }

    @Test
    void an_object_that_was_altered_or_cut_off_is_noticed() {
        Sealed whole = ArchiveFixtures.seal(ArchiveFixtures.records(shard, 100, 5));
        Sealed altered = ArchiveFixtures.seal(ArchiveFixtures.records(shard, 100, 4));
        archive().putIfAbsent(whole.object(), altered.content());

        assertThatThrownBy(() -> reader().read(whole.object().key(), record -> {}))
                .isInstanceOf(ArchiveBrokenException.class)
                .hasMessageContaining(whole.object().key());
    }

    @Test
    void an_absent_object_is_an_error() {
        assertThatThrownBy(() -> reader().read("archive/dt=2026-01-01/hour=00/none.jsonl.gz", record -> {}))
                .isInstanceOf(ArchiveBrokenException.class);
    }
}
