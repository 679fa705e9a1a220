package dev.orderflow.eventstore.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestClock;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DueWorkTest {
    record Deadline(Instant due, String bucket) {}

    private static final ViewDefinition<Deadline> DEADLINES = new ViewDefinition<>(
            "deadlines",
            Deadline.class,
            List.of(new Index<>(
                    "due",
                    deadline -> deadline.due() == null
                            ? null
                            : new IndexKey(deadline.bucket(), DueWork.sortKey(deadline.due())))));

    private final TestClock clock = new TestClock();
    private final Views<Deadline> views = new InMemoryViewStore().create(DEADLINES);
    private final List<String> handled = new CopyOnWriteArrayList<>();

    @Test
    void what_is_due_is_handed_on_oldest_first_over_all_partitions_and_pages() {
        for (int i = 9; i >= 0; i--) {
            save("d" + i, clock.instant().minusSeconds(10 - i), "a");
        }
        save("other", clock.instant(), "b");
        save("future", clock.instant().plusNanos(1_000), "a");

        assertThat(dueWork(view -> handled.add(view.id())).runOnce()).isEqualTo(11);
        assertThat(handled).containsExactly("d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "other");

        clock.advance(Duration.ofSeconds(1));
        views.save(new View<>("d0", 2, new Deadline(null, "a")), 1);
        handled.clear();
        dueWork(view -> handled.add(view.id())).runOnce();
        assertThat(handled).contains("future").doesNotContain("d0");
    }

    @Test
    void one_that_fails_keeps_no_other_waiting_and_comes_again() {
        save("bad", clock.instant().minusSeconds(2), "a");
        save("good", clock.instant().minusSeconds(1), "a");
        DueWork<Deadline> work = dueWork(view -> {
            handled.add(view.id());
            if (view.id().equals("bad")) {
                throw new IllegalStateException("broken");
            }
        });

        assertThat(work.runOnce()).isEqualTo(1);
        assertThat(work.runOnce()).isEqualTo(1);
        assertThat(handled).containsExactly("bad", "good", "bad", "good");
    }

    @Test
    void it_looks_again_and_again_until_it_is_closed() {
        DueWork<Deadline> work = dueWork(view -> handled.add(view.id()));
        work.start();
        save("first", clock.instant(), "a");
        Await.until(() -> handled.contains("first"));
        save("second", clock.instant(), "a");
        Await.until(() -> handled.contains("second"));
        work.close();

        handled.clear();
        assertThat(work.runOnce()).as("handled after the close").isZero();
        assertThat(handled).isEmpty();
    }

    @Test
    void sort_keys_have_one_width_and_sort_as_time_does() {
        assertThat(DueWork.sortKey(Instant.parse("2010-12-01T12:00:00Z"))).isEqualTo("2010-12-01T12:00:00.000000Z");
        assertThat(DueWork.sortKey(Instant.parse("2010-12-01T12:00:00.000001Z")))
                .isGreaterThan(DueWork.sortKey(Instant.parse("2010-12-01T12:00:00Z")));
    }

    private DueWork<Deadline> dueWork(Consumer<View<Deadline>> handler) {
        return new DueWork<>(views, "due", List.of("a", "b"), Duration.ofMillis(5), 3, clock, handler);
    }

    private void save(String id, Instant due, String bucket) {
        assertThat(views.save(new View<>(id, 1, new Deadline(due, bucket)), 0)).isTrue();
    }
}
