package dev.orderflow.eventstore.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.testing.TestClock;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void begins_with_what_a_put_can_hold_and_never_goes_beyond() {
        pace.taken();

        assertThat(pace.records()).isEqualTo(500);
        assertThat(pace.pause()).isZero();
    }

    @Test
    void halves_a_batch_that_had_no_answer_down_to_one() {
        pace.unanswered(500);
        assertThat(pace.records()).isEqualTo(250);

        for (int size = pace.records(); size > 1; size = pace.records()) {
            pace.unanswered(size);
        }
        pace.unanswered(1);
        assertThat(pace.records()).isEqualTo(1);
    }

    @Test
    void grows_again_with_every_batch_that_was_taken() {
        pace.unanswered(2);
        int puts = 0;
        while (pace.records() < Pace.MOST_RECORDS) {
            int before = pace.records();
            pace.taken();
            assertThat(pace.records()).isGreaterThan(before).isLessThanOrEqualTo(before + Math.max(1, before / 4));
            puts++;
        }
        assertThat(puts).isLessThan(50);
    }

    /** An emulator whose puts take time by their size: at full size it would never answer again. */
    @Test
    void a_backlog_goes_to_a_stream_that_answers_small_batches_only() {
        var journal = new InMemoryJournal();
        var taken = new ArrayList<StoredCommit>();
        CommitStream slow = batch -> {
            if (batch.size() > 60) {
                throw new IllegalStateException("no answer within 20 s");
            }
            taken.addAll(batch);
            return batch.stream().map(commit -> true).toList();
        };
        var clock = new TestClock();
        var writer = new Writer("orders-0", journal, journal, slow, clock);
        for (int i = 0; i < 700; i++) {
            writer.append(TestCommits.newStream());
        }

        writer.publishAll();

        assertThat(taken).hasSize(700);
        assertThat(writer.publication.waiting()).isZero();
    }

    @Test
    void waits_longer_after_each_failure_up_to_a_bound_and_not_at_all_after_a_success() {
        pace.refused();
        assertThat(pace.pause()).isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
        assertThat(pace.records()).as("a refusal is about bytes a second").isEqualTo(500);
        for (int i = 0; i < 20; i++) {
            pace.refused();
        }
        assertThat(pace.pause()).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));

        pace.taken();
        assertThat(pace.pause()).isZero();
    }
}
