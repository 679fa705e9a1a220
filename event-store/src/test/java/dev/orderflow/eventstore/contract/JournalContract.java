package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.JournalBrokenException;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.TestCommits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
public abstract class JournalContract {
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final StreamId stream = TestCommits.newStream();

    protected abstract Journal journal();

    @Test
    void a_stream_without_commits_reads_as_empty() {
        assertThat(journal().load(stream)).isEmpty();
    }

    @Test
    void what_was_appended_is_read_in_order_with_the_very_bytes() {
        List<StoredCommit> appended = List.of(
                commits.commit(stream, 1),
                commits.commit(stream, 2, ExampleEvents.NOON, events(8)),
                commits.commit(stream, 10),
                commits.commit(stream, 11));
        appended.forEach(this::append);

        List<StoredCommit> read = journal().load(stream);

        assertThat(read).isEqualTo(appended);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).bytes()).isEqualTo(appended.get(i).bytes());
        }
    }

    @Test
    void streams_do_not_mix() {
        StreamId other = new StreamId(stream.category(), stream.key() + "0");
        append(commits.commit(stream, 1));
        append(commits.commit(other, 1));

        assertThat(journal().load(stream))
                .extracting(stored -> stored.commit().streamId())
                .containsExactly(stream);
    }

    @Test
    void reading_goes_on_after_a_version() {
        append(commits.commit(stream, 1, ExampleEvents.NOON, events(3)));
        StoredCommit later = commits.commit(stream, 4);
        append(later);

        List<StoredCommit> read = new ArrayList<>();
        journal().read(stream, 3, read::add);

        assertThat(read).containsExactly(later);
    }

    @Test
    void the_second_writer_of_a_version_is_told_and_changes_nothing() {
        StoredCommit first = commits.commit(stream, 1);
        append(first);

        assertThat(journal().append(commits.commit(stream, 1))).isEqualTo(AppendOutcome.VERSION_TAKEN);
        assertThat(journal().load(stream)).containsExactly(first);
    }

    @Test
    void the_same_append_again_is_appended_once_since_only_its_reply_was_lost() {
        StoredCommit commit = commits.commit(stream, 1);
        append(commit);

        assertThat(journal().append(commit)).isEqualTo(AppendOutcome.APPENDED);
        assertThat(journal().load(stream)).containsExactly(commit);
    }

    @Test
    void another_commit_under_the_same_commit_id_is_not_taken_for_ones_own() {
        StoredCommit commit = commits.commit(stream, 1);
        append(commit);
        StoredCommit impostor = TestCommits.stored(new dev.orderflow.events.Commit(
                stream, 1, List.of(events(2)), commit.commit().metadata()));

        assertThat(journal().append(impostor)).isEqualTo(AppendOutcome.VERSION_TAKEN);
    }

    @Test
    void of_many_writers_of_one_version_exactly_one_wins() throws Exception {
        int writers = 8;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<AppendOutcome>> outcomes = IntStream.range(0, writers)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return journal().append(commits.commit(stream, 1));
                    }))
                    .toList();
            start.countDown();
            int won = 0;
            for (Future<AppendOutcome> outcome : outcomes) {
                won += outcome.get() == AppendOutcome.APPENDED ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(journal().load(stream)).hasSize(1);
    }

    @Test
    void a_missing_version_is_found_when_read() {
        append(commits.commit(stream, 1));
        append(commits.commit(stream, 3));

        assertThatExceptionOfType(JournalBrokenException.class)
                .isThrownBy(() -> journal().load(stream))
                .withMessageContaining("expected version 2, found 3");
    }

    @Test
    void overlapping_commits_are_found_when_read() {
        append(commits.commit(stream, 1, ExampleEvents.NOON, events(3)));
        append(commits.commit(stream, 2));

        assertThatExceptionOfType(JournalBrokenException.class)
                .isThrownBy(() -> journal().load(stream));
    }

    @Test
    void a_commit_larger_than_an_item_is_refused_before_it_is_sent() {
        StoredCommit commit = withRandomText(1, Journal.LARGEST_COMMIT_BYTES * 2);

        assertThatExceptionOfType(CommitTooLargeException.class)
                .isThrownBy(() -> journal().append(commit));
        assertThat(journal().load(stream)).isEmpty();
    }

    @Test
    void an_order_of_1500_lines_is_stored_and_read() {
        StoredCommit large = commits.commit(stream, 1, ExampleEvents.NOON, ExampleEvents.placed(stream.key(), 1_500));
        append(large);

        assertThat(journal().load(stream)).containsExactly(large);
    }

    /** More than the megabyte that one answer of the engine holds. */
    @Test
    void a_long_stream_of_large_commits_is_read_whole() {
        List<StoredCommit> appended = IntStream.rangeClosed(1, 12)
                .mapToObj(version -> withRandomText(version, 200 * 1024))
                .toList();
        appended.forEach(this::append);

        assertThat(journal().load(stream)).isEqualTo(appended);
    }

    @Test
    void reading_backwards_hands_on_the_newest_first_until_told_to_stop() {
        for (int version = 1; version <= 30; version++) {
            append(commits.commit(stream, version));
        }
        List<Long> seen = new ArrayList<>();

        journal().readBackwards(stream, 28, stored -> {
            seen.add(stored.commit().firstVersion());
            return seen.size() < 3;
        });

        assertThat(seen).containsExactly(28L, 27L, 26L);
    }

    @Test
    void reading_backwards_ends_at_the_first_commit() {
        append(commits.commit(stream, 1, ExampleEvents.NOON, events(2)));
        append(commits.commit(stream, 3));
        List<Long> seen = new ArrayList<>();

        journal()
                .readBackwards(
                        stream,
                        Long.MAX_VALUE,
                        stored -> seen.add(stored.commit().firstVersion()));

        assertThat(seen).containsExactly(3L, 1L);
    }

    /** Random text hardly gets shorter when compressed. */
    private StoredCommit withRandomText(long version, int length) {
        String text = new Random(version)
                .ints(length, ' ', '~' + 1)
                .filter(c -> c != '"' && c != '\\')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return commits.commit(
                stream,
                version,
                ExampleEvents.NOON,
                new OrderEvent.OrderCancellationRequested(stream.key(), "x", text));
    }

    private static DomainEvent[] events(int count) {
        DomainEvent[] events = new DomainEvent[count];
        java.util.Arrays.setAll(events, i -> new OrderEvent.OrderStockReserved("o" + i));
        return events;
    }

    private void append(StoredCommit commit) {
        assertThat(journal().append(commit)).isEqualTo(AppendOutcome.APPENDED);
    }
}
