package dev.orderflow.eventstore.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.publication.ScriptedStream.Answer;
import dev.orderflow.eventstore.testing.TestClock;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing appended is lost, and first occurrences travel in version order, whatever fails in between. */
class PublicationTest {
    private final TestClock clock = new TestClock();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final ScriptedStream stream = new ScriptedStream();
    private final StreamId order = TestCommits.newStream();

    @Test
    void what_was_appended_is_published_and_the_mark_moves_past_it() {
        Writer writer = writer("orders-0");
        StoredCommit commit = writer.append(order);
        writer.run(Duration.ofSeconds(70));

        assertThat(stream.taken()).containsExactly(commit);
        assertThat(mark("orders-0")).isAfter(commit.commit().metadata().recordedAt());
    }

    @Test
    void a_crash_between_append_and_publication_loses_nothing() {
        Writer crashed = writer("orders-0");
        StoredCommit told = crashed.append(order);
        StoredCommit untold = crashed.appendAndCrash(order);

        writer("orders-0").publishAll();

        assertThat(stream.taken()).containsExactly(told, untold);
    }

    /** The slot has never run long enough to move its mark. */
    @Test
    void a_crash_in_the_first_moments_of_a_slot_loses_nothing() {
        StoredCommit left = writer("orders-0").append(order);
        clock.advance(Duration.ofHours(1));

        writer("orders-0").publishAll();

        assertThat(stream.taken()).containsExactly(left);
    }

    @Test
    void a_crash_after_some_were_published_publishes_the_rest() {
        Writer crashed = writer("orders-0");
        crashed.append(order);
        crashed.run(Duration.ofSeconds(100));
        crashed.append(order);

        writer("orders-0").publishAll();

        assertThat(stream.firstOccurrences(order)).containsExactly(1L, 3L);
    }

    @Test
    void a_run_that_ended_in_order_leaves_nothing_to_be_published_again() {
        Writer first = writer("orders-0");
        first.append(order);
        first.run(Duration.ofSeconds(100));

        writer("orders-0").run(Duration.ofSeconds(100));

        assertThat(stream.taken()).hasSize(1);
    }

    /** By its id a writer whose reply was lost knows its own commit: nobody else's may have the same. */
    @Test
    void two_runs_whose_clocks_are_behind_the_mark_name_their_commits_apart() {
        writer("orders-0").run(Duration.ofSeconds(100));
        clock.advance(Duration.ofHours(-1));
        StoredCommit one = writer("orders-0").decideAndAppend(order);
        clock.advance(Duration.ofSeconds(1));
        StoredCommit other = writer("orders-0").decideAndAppend(order);

        assertThat(other.commit().metadata().commitId())
                .isNotEqualTo(one.commit().metadata().commitId());
    }

    @Test
    void the_clock_set_back_hides_no_commit() {
        Writer crashed = writer("orders-0");
        crashed.run(Duration.ofSeconds(100));
        StoredCommit left = crashed.append(order);
        clock.advance(Duration.ofHours(-1));
        Writer writer = writer("orders-0");
        StoredCommit later = writer.decideAndAppend(order);
        writer.publishAll();

        assertThat(stream.taken()).containsExactly(left, later);
        assertThat(later.commit().metadata().recordedAt())
                .isAfter(mark("orders-0").minus(Duration.ofSeconds(1)));
    }

    @Test
    void a_refused_entry_is_put_again_while_other_streams_go_on_and_its_own_waits() {
        Writer writer = writer("orders-0");
        StoredCommit first = writer.append(order);
        StoredCommit second = writer.append(order);
        StoredCommit other = writer.append(TestCommits.newStream());
        int[] refusals = {2};
        stream.answer(commit -> commit.equals(first) && refusals[0]-- > 0 ? Answer.REFUSED : Answer.TAKEN);

        writer.publishAll();

        assertThat(stream.taken()).containsExactly(other, first, second);
        assertThat(writer.publisher.refusedCount()).isEqualTo(2);
        assertThat(writer.publisher.publishedCount()).isEqualTo(3);
    }

    @Test
    void a_put_without_answer_is_made_again() {
        Writer writer = writer("orders-0");
        StoredCommit first = writer.append(order);
        StoredCommit second = writer.append(order);
        int[] failures = {2};
        stream.answer(commit -> failures[0]-- > 0 ? Answer.NO_ANSWER : Answer.TAKEN);

        writer.publishAll();

        assertThat(stream.taken()).containsExactly(first, second);
    }

    @Test
    void a_lost_reply_repeats_a_commit_and_reorders_nothing() {
        Writer writer = writer("orders-0");
        StoredCommit first = writer.append(order);
        StoredCommit second = writer.append(order);
        int[] failures = {1};
        stream.answer(commit -> failures[0]-- > 0 ? Answer.TAKEN_REPLY_LOST : Answer.TAKEN);

        writer.publishAll();

        assertThat(stream.taken()).containsExactly(first, first, second);
    }

    @Test
    void a_writer_publishes_what_another_left_before_its_own() {
        writer("orders-0").append(order);
        Writer helper = writer("orders-1");
        helper.decideAndAppend(order);
        helper.publishAll();

        assertThat(stream.firstOccurrences(order)).containsExactly(1L, 3L);
    }

    @Test
    void a_writer_does_not_repeat_what_the_others_mark_says_is_published() {
        Writer other = writer("orders-0");
        other.append(order);
        other.run(Duration.ofSeconds(100));
        Writer writer = writer("orders-1");
        writer.decideAndAppend(order);
        writer.publishAll();

        assertThat(stream.taken()).hasSize(2);
    }

    /** The one that comes back first finds only its own commit by its index. */
    @Test
    void of_two_writers_that_crashed_the_first_to_return_publishes_the_others_earlier_commit_first() {
        Writer first = writer("orders-0");
        first.append(order);
        Writer second = writer("orders-1");
        second.decideAndAppend(order);

        writer("orders-1").publishAll();
        writer("orders-0").publishAll();

        assertThat(stream.firstOccurrences(order)).containsExactly(1L, 3L);
    }

    /** The index may show a later commit before an earlier one. */
    @Test
    void an_index_that_lags_reorders_nothing() {
        Writer crashed = writer("orders-0");
        crashed.append(order);
        crashed.append(order);
        crashed.append(order);
        LaggingLog lagging = new LaggingLog(journal);
        lagging.hide(stored -> stored.commit().firstVersion() < 5);
        Writer writer = new Writer("orders-0", journal, lagging, stream, clock);
        writer.publishAll();
        lagging.hide(stored -> false);
        writer.run(Duration.ofSeconds(100));

        assertThat(stream.firstOccurrences(order)).containsExactly(1L, 3L, 5L);
    }

    @Test
    void what_the_index_shows_late_is_published_and_the_mark_waits_for_it() {
        Writer crashed = writer("orders-0");
        StoredCommit left = crashed.append(order);
        LaggingLog lagging = new LaggingLog(journal);
        lagging.hide(stored -> true);
        Writer writer = new Writer("orders-0", journal, lagging, stream, clock);
        writer.run(Duration.ofSeconds(50));
        assertThat(mark("orders-0")).isBeforeOrEqualTo(left.commit().metadata().recordedAt());
        lagging.hide(stored -> false);
        writer.run(Duration.ofSeconds(50));

        assertThat(stream.taken()).containsExactly(left);
        assertThat(mark("orders-0")).isAfter(left.commit().metadata().recordedAt());
    }

    /** The process paused for minutes before it sent the commit, and died right after: nothing recent points at it. */
    @Test
    void what_was_stamped_long_before_it_was_appended_is_found_also_where_the_index_lags() {
        StoredCommit left = writer("orders-0").append(order);
        clock.advance(Duration.ofMinutes(3));
        LaggingLog lagging = new LaggingLog(journal);
        lagging.hide(stored -> true);
        Writer writer = new Writer("orders-0", journal, lagging, stream, clock);
        writer.run(Duration.ofSeconds(50));
        lagging.hide(stored -> false);
        writer.run(Duration.ofSeconds(50));

        assertThat(stream.taken()).containsExactly(left);
    }

    @Test
    void an_append_that_was_stamped_long_ago_is_in_doubt_for_as_long_as_any_other() {
        Writer writer = writer("orders-0");
        writer.run(Duration.ofSeconds(70));
        StoredCommit late = writer.pauseAndAppendInDoubt(order, Duration.ofMinutes(3));
        writer.run(Duration.ofSeconds(10));
        journal.append(late);
        writer.run(Duration.ofSeconds(30));

        assertThat(stream.taken()).containsExactly(late);
        assertThat(writer.publication.waiting()).isZero();
    }

    @Test
    void a_silent_writers_commits_are_adopted_once_and_a_live_ones_are_not() {
        Writer silent = writer("orders-0");
        silent.publisher.step();
        StoredCommit left = silent.append(order);
        Writer alive = writer("orders-1");
        alive.run(Duration.ofSeconds(50));
        assertThat(stream.taken()).isEmpty();

        alive.run(Duration.ofSeconds(30));
        assertThat(stream.taken()).containsExactly(left);

        LaggingLog counting = new LaggingLog(journal);
        Writer later = new Writer("orders-2", journal, counting, stream, clock);
        later.run(Duration.ofMinutes(2));
        int reads = counting.reads();
        later.run(Duration.ofMinutes(10));
        assertThat(counting.reads()).as("reads of what is long dealt with").isEqualTo(reads);
    }

    @Test
    void an_append_in_doubt_is_published_once_the_journal_says_it_is_there() {
        Writer writer = writer("orders-0");
        writer.appendInDoubt(order, true);
        writer.publishAll();

        assertThat(stream.firstOccurrences(order)).containsExactly(1L);
        assertThat(writer.publication.waiting()).isZero();
    }

    @Test
    void an_append_in_doubt_that_never_arrived_holds_the_mark_until_it_cannot_arrive_any_more() {
        Writer writer = writer("orders-0");
        writer.run(Duration.ofSeconds(70));
        Instant doubtSince = clock.instant();
        writer.appendInDoubt(order, false);
        writer.run(Duration.ofSeconds(50));
        assertThat(mark("orders-0")).isBeforeOrEqualTo(doubtSince.plusNanos(10_000));
        assertThat(writer.publication.waiting()).isEqualTo(1);

        writer.run(Duration.ofSeconds(30));
        assertThat(mark("orders-0")).isAfter(doubtSince.plusSeconds(10));
        assertThat(writer.publication.waiting()).isZero();
        assertThat(stream.taken()).isEmpty();
    }

    @Test
    void a_journal_that_cannot_answer_for_one_doubt_answers_for_the_others() {
        StreamId broken = TestCommits.newStream();
        TestCommits commits = TestCommits.ofANewWriter();
        Writer writer = writer("orders-0");
        writer.appendInDoubt(broken, true);
        writer.appendInDoubt(order, true);
        journal.append(commits.commit(broken, 9));
        writer.run(Duration.ofSeconds(20));

        assertThat(stream.firstOccurrences(order)).containsExactly(1L);
    }

    @Test
    void a_refused_append_leaves_nothing_behind() {
        Writer writer = writer("orders-0");
        try (Publication.Ticket ticket = writer.publication.open(order)) {
            ticket.appending(TestCommits.ofANewWriter().commit(order, 1));
            ticket.refused();
        }
        writer.run(Duration.ofSeconds(5));

        assertThat(writer.publication.waiting()).isZero();
        assertThat(stream.taken()).isEmpty();
    }

    @Test
    void writers_are_turned_away_where_too_much_waits_and_let_in_again() {
        Writer writer = writer("orders-0");
        stream.answer(commit -> Answer.REFUSED);
        for (int i = 0; i < Publication.MOST_WAITING; i++) {
            writer.append(new StreamId("order", "o" + i));
        }

        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(() -> writer.publication.open(order))
                .withMessageContaining("20000 commits wait");
        assertThat(journal.load(order)).isEmpty();

        stream.answer(commit -> Answer.TAKEN);
        writer.publishAll();
        writer.append(order);
        assertThat(writer.publication.oldestWaiting()).isPresent();
        writer.publishAll();
        assertThat(writer.publication.oldestWaiting()).isEmpty();
        assertThat(stream.taken()).hasSize(Publication.MOST_WAITING + 1);
    }

    @Test
    void what_a_crash_left_behind_is_published_in_portions() {
        Writer crashed = writer("orders-0");
        for (int i = 0; i < Publication.MOST_WAITING - 1; i++) {
            crashed.append(new StreamId("order", "o" + i));
        }
        Writer writer = writer("orders-0");
        int[] most = {0};
        stream.answer(commit -> {
            most[0] = Math.max(most[0], writer.publication.waiting());
            return Answer.TAKEN;
        });
        writer.publishAll();

        assertThat(stream.taken()).hasSize(Publication.MOST_WAITING - 1);
        assertThat(most[0]).isLessThanOrEqualTo(Publication.MOST_WAITING / 2);
    }

    @Test
    void all_that_a_lost_stream_held_is_published_again_also_what_several_writers_wrote_in_turns() {
        Writer first = writer("orders-0");
        Writer second = writer("orders-1");
        for (int turn = 0; turn < 3; turn++) {
            first.decideAndAppend(order);
            first.run(Duration.ofSeconds(40));
            second.decideAndAppend(order);
            second.run(Duration.ofSeconds(40));
        }
        int before = stream.taken().size();
        LaggingLog log = new LaggingLog(journal);
        Writer third = new Writer("orders-2", journal, log, stream, clock);
        log.afterEach(third.publisher::step);
        assertThat(third.publication.republishEverything()).isEqualTo(6);

        assertThat(stream.taken().subList(before, stream.taken().size()))
                .extracting(stored -> stored.commit().firstVersion())
                .containsExactly(1L, 3L, 5L, 7L, 9L, 11L);
    }

    @Test
    void commit_ids_and_times_of_a_slot_are_never_used_twice() {
        Set<String> ids = new HashSet<>();
        Instant last = Instant.EPOCH;
        for (int run = 0; run < 5; run++) {
            clock.advance(Duration.ofMillis(1));
            Publication publication = writer("orders-0").publication;
            for (int i = 0; i < 5; i++) {
                Publication.Ticket ticket = publication.open(order);
                assertThat(ids.add(ticket.commitId())).as(ticket.commitId()).isTrue();
                assertThat(ticket.recordedAt()).isAfter(last);
                last = ticket.recordedAt();
            }
            clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void closing_publishes_what_waits() {
        Writer writer = writer("orders-0");
        writer.publisher.start();
        assertThat(writer.publisher.isRunning()).isTrue();
        List<StoredCommit> appended = IntStream.range(0, 50)
                .mapToObj(i -> writer.append(TestCommits.newStream()))
                .toList();
        writer.publisher.close();

        assertThat(stream.taken()).containsExactlyInAnyOrderElementsOf(appended);
        assertThat(writer.publisher.isRunning()).isFalse();
    }

    /** Whatever the publisher takes while several commits are helped forward, none overtakes an earlier one. */
    @Test
    void help_comes_all_at_once() {
        Writer other = writer("orders-0");
        List<StoredCommit> history = List.of(other.append(order), other.append(order), other.append(order));
        AtomicReference<Publisher> meanwhile = new AtomicReference<>();
        InstantSource takingClock = () -> {
            Publisher publisher = meanwhile.getAndSet(null);
            if (publisher != null) {
                publisher.step();
                meanwhile.set(publisher);
            }
            return clock.instant();
        };
        Publication publication = new Publication("orders-1", journal, journal, takingClock);
        Publisher publisher = new Publisher(publication, stream, clock);
        meanwhile.set(publisher);
        publication.helpForward(history);
        for (int i = 0; i < 5; i++) {
            publisher.step();
        }

        assertThat(stream.firstOccurrences(order)).containsExactly(1L, 3L, 5L);
    }

    /** Three writers of the same few streams, with everything that can go wrong, for as long as it takes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatever_happens_first_occurrences_are_complete_and_in_order(long seed) {
        Random random = new Random(seed);
        List<StreamId> streams =
                IntStream.range(0, 4).mapToObj(i -> TestCommits.newStream()).toList();
        Writer[] writers = {writer("orders-0"), writer("orders-1"), writer("orders-2")};
        stream.answer(commit -> switch (random.nextInt(10)) {
            case 0 -> Answer.REFUSED;
            case 1 -> Answer.NO_ANSWER;
            case 2 -> Answer.TAKEN_REPLY_LOST;
            default -> Answer.TAKEN;
        });
        for (int step = 0; step < 400; step++) {
            clock.advance(Duration.ofMillis(random.nextInt(1_500)));
            int which = random.nextInt(3);
            StreamId each = streams.get(random.nextInt(streams.size()));
            switch (random.nextInt(12)) {
                case 0 -> {
                    writers[which].publication.helpForward(journal.load(each));
                    writers[which].appendAndCrash(each);
                    writers[which] = writer("orders-" + which);
                }
                case 1 -> writers[which] = writer("orders-" + which);
                case 2 -> {
                    writers[which].publication.helpForward(journal.load(each));
                    writers[which].appendInDoubt(each, random.nextBoolean());
                }
                case 3, 4, 5, 6 -> writers[which].decideAndAppend(each);
                default -> writers[which].publisher.step();
            }
        }
        stream.answer(commit -> Answer.TAKEN);
        for (int minute = 0; minute < 3; minute++) {
            for (Writer writer : writers) {
                writer.run(Duration.ofSeconds(30));
            }
        }

        for (StreamId each : streams) {
            assertThat(stream.firstOccurrences(each))
                    .isEqualTo(journal.load(each).stream()
                            .map(stored -> stored.commit().firstVersion())
                            .toList());
        }
    }

    private Writer writer(String slot) {
        return new Writer(slot, journal, journal, stream, clock);
    }

    private Instant mark(String slot) {
        return journal.find(slot).orElseThrow().publishedBefore();
    }
}
