package dev.orderflow.eventstore.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ProductEvent.ProductDescribed;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.eventstore.consumer.TransientFailureException;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamProjectionTest {
    private static final StreamId MUG = new StreamId("product", "mug");
    private static final Commit FIRST = commit(1, described("a"));
    private static final Commit SECOND = commit(2, described("b"), described("c"));
    private static final Commit THIRD = commit(4, described("d"));
    private static final Commit FROM_A_NEWER_BUILD = commit(1, new UnknownEvent("product.drawn.v1", "{}"));

    private final CountedViews views = new CountedViews();
    private final StreamProjection<Words> projection = new WordsProjection(views);

    /** All that a product was ever described as. */
    record Words(String all) {}

    @Test
    void each_batch_costs_a_write_and_only_the_first_one_after_a_restart_a_read() {
        apply(FIRST);
        apply(SECOND);
        assertThat(views.calls()).containsExactly("save 1", "save 3");

        new WordsProjection(views).apply(MUG, List.of(THIRD));
        assertThat(views.calls()).containsExactly("find", "save 4");
        assertThat(stored()).isEqualTo("abcd 4");
    }

    @Test
    void what_another_worker_wrote_meanwhile_is_read() {
        apply(FIRST);
        StreamProjection<Words> other = new WordsProjection(views);
        other.apply(MUG, List.of(SECOND));
        views.calls();

        apply(SECOND);
        assertThat(views.calls()).containsExactly("save 3", "find");
        apply(THIRD);
        assertThat(views.calls()).containsExactly("find", "save 4");
        assertThat(stored()).isEqualTo("abcd 4");

        other.apply(MUG, List.of(THIRD));
        assertThat(stored()).isEqualTo("abcd 4");
    }

    @Test
    void remembers_a_bounded_number_of_items() {
        for (int i = 0; i <= Remembered.MOST; i++) {
            projection.apply(new StreamId("product", "p" + i), List.of(FIRST));
        }
        views.calls();

        projection.apply(new StreamId("product", "p0"), List.of(SECOND));
        assertThat(views.calls()).containsExactly("find", "save 3");
        projection.apply(new StreamId("product", "p" + Remembered.MOST), List.of(SECOND));
        assertThat(views.calls()).containsExactly("save 3");
    }

    @Test
    void an_event_counts_once_however_often_it_comes() {
        apply(FIRST);
        apply(FIRST, SECOND);
        assertThat(stored()).isEqualTo("abc 3");
        views.calls();

        apply(FIRST, SECOND);
        apply(SECOND);
        assertThat(stored()).isEqualTo("abc 3");
        assertThat(views.calls())
                .as("a stream that does not begin here after all is read then; what is known is not written again")
                .containsExactly("save 3", "find", "find");

        apply(SECOND, THIRD);
        assertThat(stored()).isEqualTo("abcd 4");
    }

    @Test
    void a_stream_that_begins_with_what_only_a_newer_build_knows_goes_on() {
        apply(FROM_A_NEWER_BUILD);
        assertThat(views.find("mug")).isEmpty();

        apply(SECOND);
        assertThat(stored()).isEqualTo("bc 3");

        apply(FROM_A_NEWER_BUILD, SECOND, THIRD);
        assertThat(stored()).isEqualTo("bcd 4");
    }

    @Test
    void what_only_a_newer_build_knows_counts_as_seen_where_there_is_an_item() {
        apply(FIRST);
        apply(commit(2, new UnknownEvent("product.drawn.v1", "{}")));
        assertThat(stored()).isEqualTo("a 2");

        apply(FIRST, commit(2, new UnknownEvent("product.drawn.v1", "{}")), commit(3, described("b")));
        assertThat(stored()).isEqualTo("ab 3");
    }

    @Test
    void an_item_that_misses_a_version_says_so() {
        apply(FIRST);

        assertThatThrownBy(() -> apply(THIRD))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("words is at version 1");
        assertThatThrownBy(() -> apply(FIRST, THIRD)).isInstanceOf(IllegalStateException.class);
        assertThat(stored()).isEqualTo("a 1");
    }

    @Test
    void who_loses_a_race_reads_again_and_leaves_it_to_the_next_attempt_after_a_while() {
        views.lost = 2;
        apply(FIRST);
        assertThat(views.calls()).containsExactly("save 1", "find", "save 1", "find", "save 1");

        views.lost = 5;
        assertThatThrownBy(() -> apply(SECOND)).isInstanceOf(TransientFailureException.class);
    }

    private void apply(Commit... commits) {
        projection.apply(MUG, List.of(commits));
    }

    private String stored() {
        return views.memory
                .find("mug")
                .map(view -> view.value().all() + " " + view.version())
                .orElseThrow();
    }

    private static DomainEvent described(String word) {
        return new ProductDescribed("mug", word);
    }

    private static Commit commit(long firstVersion, DomainEvent... events) {
        return new Commit(
                MUG,
                firstVersion,
                List.of(events),
                new CommitMetadata("c-" + firstVersion, Instant.EPOCH, "inventory-0", "r-1", "r-1", null));
    }

    private static final class WordsProjection extends StreamProjection<Words> {
        WordsProjection(Views<Words> views) {
            super("words", "product", views);
        }

        @Override
        protected @Nullable Words evolve(@Nullable Words words, DomainEvent event, Context context) {
            if (event instanceof ProductDescribed described) {
                return new Words((words == null ? "" : words.all()) + described.description());
            }
            return words;
        }
    }

    /** In memory, and tells what it was asked. */
    private static final class CountedViews implements Views<Words> {
        private final Views<Words> memory =
                new InMemoryViewStore().create(new ViewDefinition<>("words", Words.class, List.of()));
        private final List<String> calls = new ArrayList<>();

        /** So many saves from now on come too late. */
        private int lost;

        List<String> calls() {
            List<String> since = List.copyOf(calls);
            calls.clear();
            return since;
        }

        @Override
        public Optional<View<Words>> find(String id) {
            calls.add("find");
            return memory.find(id);
        }

        @Override
        public Map<String, View<Words>> findAll(Collection<String> ids) {
            return memory.findAll(ids);
        }

        @Override
        public boolean save(View<Words> view, long expectedVersion) {
            calls.add("save " + view.version());
            return lost-- <= 0 && memory.save(view, expectedVersion);
        }

        @Override
        public Write<Words> writing(View<Words> view, long expectedVersion) {
            return memory.writing(view, expectedVersion);
        }

        @Override
        public Page<View<Words>> query(Query query) {
            return memory.query(query);
        }
    }
}
