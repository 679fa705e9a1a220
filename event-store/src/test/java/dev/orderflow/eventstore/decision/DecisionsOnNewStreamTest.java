package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Money;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.publication.Publication;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DecisionsOnNewStreamTest {
    private static final StreamId STREAM = new StreamId("product", "mug");
    private static final Cause CAUSE = Cause.request("r-1", null);

    private final InMemoryJournal stored = new InMemoryJournal();
    private final CountingJournal journal = new CountingJournal(stored);
    private final Decisions<String, Optional<String>, ProductEvent, String> decisions = new Decisions<>(
            new ListOnce(),
            ProductEvent.class,
            journal,
            new Publication("test-0", stored, stored, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"))));

    @Test
    void begins_a_stream_with_one_append_and_no_read() {
        assertThat(decisions.executeOnNew(STREAM, "Mug", CAUSE)).isInstanceOf(Outcome.Done.class);
        assertThat(journal.appends).isEqualTo(1);
        assertThat(journal.reads).isZero();
    }

    @Test
    void decides_on_what_is_there_where_the_stream_is_not_new() {
        decisions.executeOnNew(STREAM, "Mug", CAUSE);

        assertThat(decisions.executeOnNew(STREAM, "Mug", CAUSE))
                .isEqualTo(new Outcome.AlreadyDone<>(Optional.of("Mug"), 1));
        assertThat(decisions.executeOnNew(STREAM, "Cup", CAUSE))
                .isEqualTo(new Outcome.Refused<>(Optional.of("Mug"), 1, "is called Mug"));
    }

    @Test
    void never_refuses_on_the_mere_supposition_that_the_stream_is_new() {
        decisions.executeOnNew(STREAM, "Mug", CAUSE);

        // On a new stream the blank name is refused as blank; on this one as the wrong name.
        assertThat(decisions.executeOnNew(STREAM, "", CAUSE))
                .isEqualTo(new Outcome.Refused<>(Optional.of("Mug"), 1, "is called Mug"));
    }

    /** A product is listed once, under one name. */
    private static final class ListOnce implements Decider<String, Optional<String>, ProductEvent, String> {
        @Override
        public Optional<String> initial() {
            return Optional.empty();
        }

        @Override
        public Decision<ProductEvent, String> decide(String name, Optional<String> state) {
            if (state.isPresent()) {
                return state.get().equals(name) ? Decision.alreadyDone() : Decision.refuse("is called " + state.get());
            }
            return name.isBlank()
                    ? Decision.refuse("is blank")
                    : Decision.accept(new ProductListed("mug", name, new Money(100, "GBP")));
        }

        @Override
        public Optional<String> evolve(Optional<String> state, ProductEvent event) {
            return Optional.of(((ProductListed) event).description());
        }
    }

    private static final class CountingJournal implements Journal {
        private final Journal journal;
        private int appends;
        private int reads;

        CountingJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public AppendOutcome append(StoredCommit commit) {
            appends++;
            return journal.append(commit);
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            reads++;
            journal.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            reads++;
            journal.readBackwards(stream, upTo, reader);
        }
    }
}
