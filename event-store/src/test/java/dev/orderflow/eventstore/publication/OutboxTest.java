package dev.orderflow.eventstore.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.TestCommits;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(2);
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final StreamId order = TestCommits.newStream();
    private final StoredCommit first = commits.commit(order, 1);
    private final StoredCommit second = commits.commit(order, 2);

    @Test
    void a_stream_with_a_put_in_flight_hands_out_nothing_more() {
        outbox.offer(first);
        outbox.offer(second);
        StoredCommit other = commits.commit(TestCommits.newStream(), 1);

        assertThat(outbox.take(10, 1_000_000)).containsExactly(first);
        outbox.offer(other);
        assertThat(outbox.take(10, 1_000_000)).containsExactly(other);
        outbox.putBack(first);
        assertThat(outbox.take(10, 1_000_000)).containsExactly(first);
        outbox.published(first);
        assertThat(outbox.take(10, 1_000_000)).containsExactly(second);
    }

    @Test
    void a_batch_is_bounded_by_count_and_by_bytes_and_takes_a_large_one_alone() {
        StoredCommit a = commits.commit(TestCommits.newStream(), 1);
        StoredCommit b = commits.commit(TestCommits.newStream(), 1);
        StoredCommit c = commits.commit(TestCommits.newStream(), 1);
        outbox.offer(a);
        outbox.offer(b);
        outbox.offer(c);

        assertThat(outbox.take(1, 1_000_000)).containsExactly(a);
        assertThat(outbox.take(10, b.bytes().length + 1L)).containsExactly(b);
        assertThat(outbox.take(10, 1)).containsExactly(c);
    }

    @Test
    void what_waits_or_was_published_is_not_added_again() {
        assertThat(outbox.offer(first)).isTrue();
        assertThat(outbox.offer(first)).isFalse();
        assertThat(outbox.size()).isEqualTo(1);
        outbox.take(10, 1_000_000);
        outbox.published(first);

        assertThat(outbox.offer(first)).isFalse();
        assertThat(outbox.size()).isZero();
        assertThat(outbox.oldest()).isNull();
    }

    /** An earlier commit that turns up late must not be taken for published because a later one is. */
    @Test
    void only_what_was_seen_published_counts_as_published() {
        outbox.published(second);

        assertThat(outbox.isPublished(second)).isTrue();
        assertThat(outbox.isPublished(first)).isFalse();
        assertThat(outbox.knowsBefore(order, 3)).isTrue();
        assertThat(outbox.knowsBefore(order, 2)).isFalse();
    }

    @Test
    void streams_beyond_the_bound_are_forgotten_the_one_longest_untouched_first() {
        outbox.published(first);
        outbox.published(commits.commit(TestCommits.newStream(), 1));
        outbox.published(commits.commit(TestCommits.newStream(), 1));

        assertThat(outbox.isPublished(first)).isFalse();
    }
}
