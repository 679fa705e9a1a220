package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.testing.TestClock;
import dev.orderflow.eventstore.testing.TestCommits;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Cause CAUSE = Cause.request("r-1", "00-trace-01");

    private final StreamId mug = new StreamId("product", "mug");
    private final TestClock clock = new TestClock();
    private final InMemoryJournal memory = new InMemoryJournal();
    private final Troubled journal = new Troubled(memory);
    private final Publication publication = new Publication("inventory-0", memory, journal, clock);
    private final Decisions<Long, Long, ProductEvent, String> decisions =
            new Decisions<>(new PriceRisesOnly(), ProductEvent.class, journal, publication);

    @Test
    void what_was_decided_is_appended_with_its_cause() {
        Outcome<Long, String> outcome = decisions.execute(mug, 5L, CAUSE);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Done.class, done -> {
            assertThat(done.state()).isEqualTo(5L);
            assertThat(done.version()).isEqualTo(1);
        });
        assertThat(memory.load(mug)).singleElement().satisfies(stored -> {
            assertThat(stored.commit().events()).containsExactly(priced(5));
            assertThat(stored.commit().metadata().correlationId()).isEqualTo("r-1");
            assertThat(stored.commit().metadata().traceparent()).isEqualTo("00-trace-01");
            assertThat(stored.commit().metadata().recordedBy()).isEqualTo("inventory-0");
        });
    }

    @Test
    void what_has_no_trace_of_its_own_goes_on_with_the_one_that_the_stream_had_last() {
        decisions.execute(mug, 5L, CAUSE);
        decisions.execute(mug, 6L, Cause.request("r-2", "00-another-01"));
        decisions.execute(mug, 7L, new Cause("r-3", "deadline", null));
        decisions.execute(mug, 8L, new Cause("r-4", "deadline", null));

        assertThat(memory.load(mug).stream()
                        .map(stored -> stored.commit().metadata().traceparent()))
                .containsExactly("00-trace-01", "00-another-01", "00-another-01", "00-another-01");
    }

    @Test
    void the_same_again_is_already_done_and_what_is_forbidden_is_refused() {
        decisions.execute(mug, 5L, CAUSE);

        assertThat(decisions.execute(mug, 5L, CAUSE)).isEqualTo(new Outcome.AlreadyDone<>(5L, 1));
        assertThat(decisions.execute(mug, 4L, CAUSE)).isEqualTo(new Outcome.Refused<>(5L, 1, "falls"));
        assertThat(memory.load(mug)).hasSize(1);
    }

    @Test
    void another_version_than_the_expected_one_is_stale() {
        decisions.execute(mug, 5L, CAUSE);

        assertThat(decisions.execute(mug, 6L, CAUSE, OptionalLong.of(0))).isEqualTo(new Outcome.Stale<>(5L, 1));
        assertThat(decisions.execute(mug, 6L, CAUSE, OptionalLong.of(1))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void who_loses_the_race_decides_again_on_what_the_winner_left() {
        journal.before = () -> memory.append(TestCommits.ofANewWriter().commit(mug, 1, ExampleEvents.NOON, priced(7)));

        assertThat(decisions.execute(mug, 5L, CAUSE)).isEqualTo(new Outcome.Refused<>(7L, 1, "falls"));

        long[] next = {2};
        journal.before = () -> {
            if (next[0] == 2) {
                memory.append(TestCommits.ofANewWriter().commit(mug, next[0]++, ExampleEvents.NOON, priced(8)));
            }
        };
        assertThat(decisions.execute(mug, 9L, CAUSE)).isInstanceOf(Outcome.Done.class);
        assertThat(memory.load(mug)).hasSize(3);
        assertThat(publication.waiting())
                .as("the winners' commits go before its own")
                .isEqualTo(3);
    }

    @Test
    void who_keeps_losing_gives_up_and_says_so() {
        long[] next = {1};
        journal.before =
                () -> memory.append(TestCommits.ofANewWriter().commit(mug, next[0]++, ExampleEvents.NOON, priced(1)));

        assertThatExceptionOfType(TooMuchContentionException.class)
                .isThrownBy(() -> decisions.execute(mug, 5L, CAUSE))
                .withMessageContaining("product-mug");
    }

    @Test
    void an_append_whose_reply_was_lost_is_found_and_published_and_the_command_given_again_is_already_done() {
        journal.loseReply = true;
        assertThatIllegalStateException().isThrownBy(() -> decisions.execute(mug, 5L, CAUSE));
        journal.loseReply = false;

        assertThat(decisions.execute(mug, 5L, CAUSE)).isEqualTo(new Outcome.AlreadyDone<>(5L, 1));
        InMemoryCommitStream stream = new InMemoryCommitStream(clock);
        try (Publisher publisher = new Publisher(publication, stream, clock)) {
            publisher.start();
        }
        assertThat(stream.commits()).isNotEmpty();
    }

    @Test
    void a_foreign_event_in_the_journal_is_never_skipped() {
        memory.append(TestCommits.ofANewWriter().commit(mug, 1, ExampleEvents.NOON, new OrderCompleted("o1")));

        assertThatIllegalStateException()
                .isThrownBy(() -> decisions.execute(mug, 5L, CAUSE))
                .withMessageContaining("product-mug@1")
                .withMessageContaining("no ProductEvent");
    }

    @Test
    void an_event_that_cannot_follow_names_stream_and_version() {
        memory.append(TestCommits.ofANewWriter().commit(mug, 1, ExampleEvents.NOON, priced(9), priced(-1)));

        assertThatIllegalStateException().isThrownBy(() -> decisions.load(mug)).withMessageContaining("product-mug@2");
    }

    private static ProductPriced priced(long amount) {
        return new ProductPriced("mug", new Money(amount, "GBP"));
    }

    /** The price of the mug may only rise. */
    private static final class PriceRisesOnly implements Decider<Long, Long, ProductEvent, String> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Decision<ProductEvent, String> decide(Long price, Long state) {
            if (price.equals(state)) {
                return Decision.alreadyDone();
            }
            return price < state ? Decision.refuse("falls") : Decision.accept(priced(price));
        }

        @Override
        public Long evolve(Long state, ProductEvent event) {
            long price = ((ProductPriced) event).unitPrice().amount();
            if (price < 0) {
                throw new IllegalStateException("a negative price");
            }
            return price;
        }
    }

    /** A journal in which somebody else is faster, or the reply gets lost. */
    private static final class Troubled implements Journal {
        private final Journal journal;
        private Runnable before = () -> {};
        private boolean loseReply;

        Troubled(Journal journal) {
            this.journal = journal;
        }

        @Override
        public AppendOutcome append(StoredCommit commit) {
            before.run();
            AppendOutcome outcome = journal.append(commit);
            if (loseReply) {
                throw new IllegalStateException("no reply");
            }
            return outcome;
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            journal.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            journal.readBackwards(stream, upTo, reader);
        }
    }
}
