package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.publication.PublicationLog.Watermark;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every publication log promises. */
public abstract class PublicationLogContract {
    private static final Instant NOON = ExampleEvents.NOON;

    private final TestCommits commits = TestCommits.ofANewWriter();

    protected abstract Journal journal();

    protected abstract PublicationLog log();

    @Test
    void a_new_writer_has_no_mark() {
        assertThat(log().find(commits.slot())).isEmpty();
    }

    @Test
    void the_last_mark_saved_is_found_alone_and_among_all() {
        log().save(new Watermark(commits.slot(), NOON, NOON.plusSeconds(1)));
        Watermark last = new Watermark(commits.slot(), NOON.plusNanos(1_000), NOON.plusSeconds(3));
        log().save(last);
        Watermark other = new Watermark(TestCommits.unique("writer"), NOON, NOON);
        log().save(other);

        assertThat(log().find(commits.slot())).contains(last);
        assertThat(log().all()).contains(last, other);
    }

    @Test
    void finds_what_a_writer_appended_from_an_instant_on_oldest_first() {
        List<StoredCommit> appended = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StoredCommit commit = at(NOON.plus(i, ChronoUnit.MICROS));
            journal().append(commit);
            appended.add(commit);
        }
        journal().append(TestCommits.ofANewWriter().commit(TestCommits.newStream(), 1));

        List<StoredCommit> expected = appended.subList(7, 40);
        Await.until(() -> appendedSince(NOON.plus(7, ChronoUnit.MICROS)).equals(expected));
        assertThat(appendedSince(NOON.plus(7, ChronoUnit.MICROS)))
                .isEqualTo(expected)
                .first()
                .satisfies(stored ->
                        assertThat(stored.bytes()).isEqualTo(expected.getFirst().bytes()));
    }

    @Test
    void finds_them_in_the_order_of_their_time_whatever_the_order_of_their_arrival() {
        StoredCommit later = at(NOON.plusSeconds(10));
        StoredCommit earlier = at(NOON.plusSeconds(9));
        journal().append(later);
        journal().append(earlier);

        Await.until(() -> appendedSince(NOON).size() == 2);
        assertThat(appendedSince(NOON)).containsExactly(earlier, later);
    }

    @Test
    void finds_nothing_after_the_last() {
        journal().append(at(NOON));

        Await.until(() -> appendedSince(NOON).size() == 1);
        assertThat(appendedSince(NOON.plus(1, ChronoUnit.MICROS))).isEmpty();
    }

    @Test
    void the_end_is_left_out() {
        StoredCommit first = at(NOON);
        journal().append(first);
        journal().append(at(NOON.plusSeconds(1)));
        Await.until(() -> appendedSince(NOON).size() == 2);

        List<StoredCommit> found = new ArrayList<>();
        log().appended(commits.slot(), NOON, NOON.plusSeconds(1), found::add);
        assertThat(found).containsExactly(first);

        log().appended(commits.slot(), NOON.plusSeconds(1), NOON, found::add);
        assertThat(found).hasSize(1);
    }

    private StoredCommit at(Instant recordedAt) {
        var stream = TestCommits.newStream();
        return commits.commit(stream, 1, recordedAt, ExampleEvents.placed(stream.key(), 1));
    }

    private List<StoredCommit> appendedSince(Instant from) {
        List<StoredCommit> found = new ArrayList<>();
        log().appended(commits.slot(), from, Instant.MAX, found::add);
        return found;
    }
}
