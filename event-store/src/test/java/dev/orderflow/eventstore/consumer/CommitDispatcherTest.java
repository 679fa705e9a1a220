package dev.orderflow.eventstore.consumer;

import static dev.orderflow.eventstore.consumer.Deliveries.commit;
import static dev.orderflow.eventstore.consumer.Deliveries.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Rise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CommitDispatcherTest {
    private final Deliveries deliveries = new Deliveries();
    private final FakePositions positions = new FakePositions();
    private final SpySubscriber spy = new SpySubscriber();
    private final Heard heard = new Heard();
    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private Instant now = Deliveries.START;

    private final Patience patience = new Patience((time, stopping) -> pauses.add(time));
    private final CommitDispatcher dispatcher = dispatcher(List.of(spy));
    private final ShardHandler handler = dispatcher.open("shard-0");

    // Order and versions

    @Test
    void hands_consecutive_commits_of_a_stream_over_in_one_call() {
        handler.process(List.of(
                deliveries.record(commit("order-a", 1, 2)),
                deliveries.record("order-b", 1),
                deliveries.record("order-a", 3)));

        assertThat(spy.callsOf("order-a")).containsExactly(List.of(1L, 3L));
        assertThat(spy.callsOf("order-b")).containsExactly(List.of(1L));
    }

    @Test
    void what_is_logged_while_applying_carries_the_ids_of_the_commit() {
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        spy.doing((stream, commits) -> ids.add(MDC.get("requestId") + " " + MDC.get("traceId")));

        handler.process(deliveries.records("order-a", 1));

        assertThat(ids).containsExactly(commit("order-a", 1, 1).metadata().correlationId() + " " + Deliveries.TRACE_ID);
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void drops_what_was_seen() {
        handler.process(deliveries.records("order-a", 1, 1, 2, 1, 2, 3));
        handler.process(deliveries.records("order-a", 2, 3, 4));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(heard.duplicates).hasSize(5);
    }

    @Test
    void passes_over_categories_that_nobody_wants() {
        StreamRecord last = deliveries.record("payment-a", 7);

        assertThat(handler.process(List.of(last))).isEqualTo(last.sequenceNumber());
        assertThat(positions.calls).isEmpty();
    }

    @Test
    void loads_unknown_positions_in_one_call_and_known_ones_never_again() {
        positions.advance(java.util.Map.of(stream("order-b"), Rise.to(4)));

        handler.process(List.of(
                deliveries.record("order-a", 1), deliveries.record("order-b", 4), deliveries.record("order-b", 5)));
        handler.process(List.of(deliveries.record("order-a", 2), deliveries.record("order-b", 6)));

        assertThat(positions.callsOf("find")).hasSize(1);
        assertThat(spy.versionsOf("order-b")).containsExactly(5L, 6L);
    }

    @Test
    void works_on_different_streams_at_once() {
        CountDownLatch together = new CountDownLatch(3);
        spy.doing((stream, commits) -> {
            together.countDown();
            if (!await(together)) {
                throw new AssertionError("the others did not come");
            }
        });

        handler.process(List.of(
                deliveries.record("order-a", 1), deliveries.record("order-b", 1), deliveries.record("order-c", 1)));

        assertThat(heard.parked).isEmpty();
        assertThat(spy.versionsOf("order-c")).containsExactly(1L);
    }

    @Test
    void works_on_a_bounded_number_of_streams_at_once() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        spy.doing((stream, commits) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
        });
        List<StreamRecord> batch = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            batch.add(deliveries.record("order-" + i, 1));
        }

        handler.process(batch);

        assertThat(most.get()).isBetween(1, 32);
        assertThat(spy.versionsOf("order-399")).containsExactly(1L);
    }

    // Gaps

    @Test
    void holds_what_comes_after_a_gap_until_the_missing_one_arrives() {
        handler.process(deliveries.records("order-a", 1, 3, 4));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(positions.of(stream("order-a")).parked().kind()).isEqualTo(Kind.GAP);
        assertThat(positions.of(stream("order-a")).parked().atVersion()).isEqualTo(2);
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(3L, 4L);

        handler.process(deliveries.records("order-a", 2, 5));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(positions.of(stream("order-a")).parked()).isNull();
        assertThat(positions.queuedVersions(stream("order-a"))).isEmpty();
        assertThat(heard.unparked).containsExactly(stream("order-a"));
    }

    @Test
    void closes_a_gap_within_one_batch() {
        handler.process(deliveries.records("order-a", 2, 1, 3));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L);
        assertThat(positions.of(stream("order-a")).parked()).isNull();
    }

    @Test
    void says_which_version_is_missing_now_when_only_the_first_of_two_gaps_closes() {
        handler.process(deliveries.records("order-a", 2, 4));
        handler.process(deliveries.records("order-a", 1));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L);
        assertThat(positions.of(stream("order-a")).parked().atVersion()).isEqualTo(3);
        assertThat(positions.of(stream("order-a")).parked().cause()).contains("Version 3");
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(4L);
    }

    @Test
    void a_gap_outlives_a_restart() {
        handler.process(deliveries.records("order-a", 1, 3));
        handler.finish();

        restarted().process(deliveries.records("order-a", 2));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L);
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(3);
    }

    @Test
    void a_gap_holds_up_no_other_stream_and_no_checkpoint() {
        StreamRecord gap = deliveries.record("order-a", 2);
        StreamRecord other = deliveries.record("order-b", 1);
        handler.process(List.of(gap, other));

        assertThat(spy.versionsOf("order-b")).containsExactly(1L);
        assertThat(handler.finish()).isEqualTo(other.sequenceNumber());
    }

    @Test
    void draining_goes_on_after_a_crash_at_any_of_its_steps() {
        for (String step : List.of("advance", "dequeue order-a@2", "dequeue order-a@3", "queued", "unpark")) {
            Deliveries made = new Deliveries();
            FakePositions durable = new FakePositions();
            SpySubscriber subscriber = new SpySubscriber();
            StreamRecord missing = made.record("order-a", 1);
            ShardHandler first = dispatcher(List.of(subscriber), durable).open("shard-0");
            first.process(made.records("order-a", 2, 3));
            durable.crashAt(step);
            assertThatThrownBy(() -> first.process(List.of(missing))).hasMessageContaining("crash");

            dispatcher(List.of(subscriber), durable).open("shard-0").process(List.of(missing));

            assertThat(subscriber.versionsOf("order-a").stream().distinct())
                    .as("crash at %s", step)
                    .containsExactly(1L, 2L, 3L);
            assertThat(durable.of(stream("order-a")).parked()).as(step).isNull();
            assertThat(durable.queuedVersions(stream("order-a"))).as(step).isEmpty();
            assertThat(durable.of(stream("order-a")).seen()).as(step).isEqualTo(3);
        }
    }

    @Test
    void poison_found_while_draining_turns_the_gap_into_poison() {
        spy.doing((stream, commits) -> failFor(commits, 3));
        handler.process(deliveries.records("order-a", 2, 3, 4));
        handler.process(deliveries.records("order-a", 1, 5));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L);
        assertThat(positions.of(stream("order-a")).parked().kind()).isEqualTo(Kind.POISON);
        assertThat(positions.of(stream("order-a")).parked().atVersion()).isEqualTo(3);
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(3L, 4L, 5L);
    }

    // Poison

    @Test
    void poison_parks_its_own_stream_with_the_cause_and_nothing_else() {
        spy.doing((stream, commits) -> failFor(stream, "order-a"));
        StreamRecord last = deliveries.record("order-b", 1);

        handler.process(List.of(deliveries.record("order-a", 1), last));

        assertThat(spy.versionsOf("order-b")).containsExactly(1L);
        assertThat(positions.of(stream("order-a")).parked().kind()).isEqualTo(Kind.POISON);
        assertThat(positions.of(stream("order-a")).parked().cause()).contains("spy", "cannot be applied");
        assertThat(handler.finish()).isEqualTo(last.sequenceNumber());
    }

    @Test
    void what_comes_behind_poison_queues_in_order_also_after_a_restart() {
        spy.doing((stream, commits) -> failFor(commits, 2));
        handler.process(deliveries.records("order-a", 1, 2, 3));
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(2L, 3L);
        handler.process(deliveries.records("order-a", 4));
        handler.finish();
        restarted().process(deliveries.records("order-a", 3, 5));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(2L, 3L, 4L, 5L);
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(1);
    }

    @Test
    void a_commit_before_the_poison_of_the_same_batch_is_not_queued_when_it_comes_again() {
        spy.doing((stream, commits) -> failFor(commits, 2));
        List<StreamRecord> batch = deliveries.records("order-a", 1, 2);
        handler.process(batch);

        restarted().process(batch);

        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(2L);
    }

    @Test
    void goes_on_with_a_stream_that_was_freed_meanwhile() {
        spy.doing((stream, commits) -> failFor(commits, 1));
        handler.process(deliveries.records("order-a", 1));
        positions.queued(stream("order-a"), 1).forEach(queued -> positions.dequeue(stream("order-a"), queued));
        positions.advance(java.util.Map.of(stream("order-a"), Rise.to(1)));
        positions.unpark(stream("order-a"));

        handler.process(deliveries.records("order-a", 2));

        assertThat(spy.versionsOf("order-a")).containsExactly(2L);
    }

    @Test
    void a_failure_that_passes_parks_nothing() {
        AtomicInteger failures = new AtomicInteger(2);
        spy.doing((stream, commits) -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("once more");
            }
        });

        handler.process(deliveries.records("order-a", 1));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(heard.parked).isEmpty();
    }

    @Test
    void an_error_is_poison_like_an_exception() {
        spy.doing((stream, commits) -> {
            throw new StackOverflowError("folded too deep");
        });

        handler.process(deliveries.records("order-a", 1));

        assertThat(positions.of(stream("order-a")).parked().cause()).contains("folded too deep");
    }

    @Test
    void a_machine_that_is_ill_ends_the_process_instead_of_parking_everything() {
        spy.doing((stream, commits) -> {
            throw new OutOfMemoryError("heap");
        });

        assertThatThrownBy(() ->
                        handler.process(List.of(deliveries.record("order-a", 1), deliveries.record("order-b", 1))))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(heard.parked).isEmpty();
    }

    @Test
    void bytes_that_are_no_commit_park_the_stream_named_by_the_partition_key() {
        StreamRecord junk = deliveries.record("order-a", "not json");
        List<StreamRecord> batch = List.of(deliveries.record("order-a", 1), junk, deliveries.record("order-a", 2));
        handler.process(batch);
        restarted().process(batch);

        assertThat(spy.versionsOf("order-a")).startsWith(1L).doesNotContain(2L);
        assertThat(positions.of(stream("order-a")).parked().cause()).contains("Cannot be read");
        List<Long> queued = positions.queuedVersions(stream("order-a"));
        assertThat(queued).hasSize(2).contains(2L);
        assertThat(positions.queued(stream("order-a"), 1).getFirst().bytes()).isEqualTo(junk.data());
    }

    @Test
    void an_event_that_cannot_be_read_is_parked_at_its_version() {
        String broken = """
            {"streamId":"order-a","firstVersion":2,"metadata":{},"events":[{"type":"order.paid.v1","data":{}}]}\
            """;
        handler.process(List.of(
                deliveries.record("order-a", 1),
                deliveries.record("order-a", broken),
                deliveries.record("order-a", 3)));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(positions.of(stream("order-a")).parked().kind()).isEqualTo(Kind.POISON);
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(2L, 3L);
    }

    @Test
    void a_commit_under_a_foreign_partition_key_is_parked() {
        byte[] bytes = deliveries.record("order-a", 1).data();
        handler.process(List.of(deliveries.record("order-b", bytes)));

        assertThat(spy.versionsOf("order-a")).isEmpty();
        assertThat(positions.of(stream("order-b")).parked().cause()).contains("partition key");
    }

    @Test
    void a_partition_key_that_names_no_stream_is_parked_where_it_can_be_seen() {
        handler.process(List.of(deliveries.record("hello world", "{}")));

        assertThat(positions.of(stream("unreadable-hello_world")).parked().kind())
                .isEqualTo(Kind.POISON);
    }

    @Test
    void versions_that_overlap_with_what_was_applied_are_poison() {
        handler.process(List.of(deliveries.record("order-a", 1), deliveries.record(commit("order-a", 1, 2))));

        assertThat(positions.of(stream("order-a")).parked().cause()).contains("overlap");
    }

    // Outages

    @Test
    void an_outage_is_waited_out_however_long_it_lasts() {
        AtomicInteger failures = new AtomicInteger(60);
        spy.doing((stream, commits) -> {
            if (failures.getAndDecrement() > 0) {
                throw new RuntimeException(new TransientFailureException("throttled"));
            }
        });

        handler.process(deliveries.records("order-a", 1));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(heard.parked).isEmpty();
        assertThat(heard.retries).isEqualTo(60);
        assertThat(pauses).hasSize(60).allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0);
        assertThat(pauses.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(pauses.getLast()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void only_the_subscriber_that_failed_is_asked_again() {
        SpySubscriber second = new SpySubscriber();
        AtomicInteger failures = new AtomicInteger(5);
        second.doing((stream, commits) -> {
            if (failures.getAndDecrement() > 0) {
                throw new TransientFailureException("not now");
            }
        });

        dispatcher(List.of(spy, second)).open("shard-0").process(deliveries.records("order-a", 1));

        assertThat(spy.callsOf("order-a")).hasSize(1);
        assertThat(second.callsOf("order-a")).hasSize(1);
    }

    @Test
    void an_outage_of_the_positions_parks_nothing_and_loses_nothing() {
        List.of("find", "park", "enqueue", "advance").forEach(positions::failOnce);
        spy.doing((stream, commits) -> failFor(commits, 2));
        StreamRecord last = deliveries.record("order-a", 3);

        handler.process(deliveries.records("order-a", 1, 2));
        handler.process(List.of(last));

        assertThat(handler.finish()).isEqualTo(last.sequenceNumber());
        assertThat(positions.queuedVersions(stream("order-a"))).containsExactly(2L, 3L);
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(1);
    }

    @Test
    void stopping_ends_an_endless_retry_and_answers_only_what_was_done() {
        StreamRecord done = deliveries.record("order-a", 1);
        handler.process(List.of(done));
        spy.doing((stream, commits) -> {
            dispatcher.stopping();
            throw new TransientFailureException("the table is away");
        });

        assertThat(handler.process(deliveries.records("order-a", 2))).isNull();
        spy.doing((stream, commits) -> {});
        assertThat(handler.process(deliveries.records("order-a", 3))).isNull();

        assertThat(handler.finish()).isEqualTo(done.sequenceNumber());
        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(1);
        assertThat(heard.parked).isEmpty();
    }

    // Durability

    @Test
    void answers_as_durable_only_what_is_saved() {
        List<StreamRecord> batch = deliveries.records("order-a", 1, 2);

        assertThat(handler.process(batch)).isNull();
        assertThat(positions.of(stream("order-a")).seen()).isZero();

        now = now.plusMillis(4_999);
        assertThat(handler.process(List.of())).isNull();
        now = now.plusMillis(1);
        assertThat(handler.process(List.of())).isEqualTo(batch.getLast().sequenceNumber());
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(2);
        assertThat(handler.process(List.of())).isNull();
    }

    @Test
    void an_answer_never_comes_before_all_positions_up_to_it_are_saved() {
        StreamRecord saved = deliveries.record("order-a", 1);
        handler.process(List.of(saved));
        now = now.plusSeconds(5);
        handler.process(List.of());
        StreamRecord unwanted = deliveries.record("payment-x", 1);
        handler.process(deliveries.records("order-a", 2));

        assertThat(handler.process(List.of(unwanted)))
                .as("nobody wants it, and it lies behind one whose position is not saved")
                .isNull();
        positions.crashAt("advance");
        now = now.plusSeconds(5);
        assertThatThrownBy(() -> handler.process(List.of())).hasMessageContaining("crash");

        ShardHandler next = restarted();
        next.process(deliveries.records("order-a", 2, 3));
        assertThat(next.finish()).isNotNull();
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(3);
        assertThat(spy.callsOf("order-a")).containsExactly(List.of(1L), List.of(2L), List.of(2L, 3L));
    }

    @Test
    void a_stream_that_moves_often_is_saved_once_from_where_it_was_to_where_it_is() {
        handler.process(deliveries.records("order-a", 1));
        handler.process(deliveries.records("order-a", 2));
        handler.process(deliveries.records("order-b", 1));
        now = now.plusSeconds(5);
        handler.process(List.of());
        handler.process(deliveries.records("order-a", 3));
        handler.process(deliveries.records("order-a", 4));
        handler.finish();

        assertThat(positions.raised)
                .containsExactly(
                        java.util.Map.of(stream("order-a"), new Rise(0, 2), stream("order-b"), new Rise(0, 1)),
                        java.util.Map.of(stream("order-a"), new Rise(2, 4)));
    }

    @Test
    void many_unsaved_positions_are_saved_early() {
        List<StreamRecord> batch = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            batch.add(deliveries.record("order-" + i, 1));
        }
        handler.process(batch);

        assertThat(positions.callsOf("advance")).hasSize(1);
    }

    @Test
    void finishing_saves_and_answers() {
        List<StreamRecord> batch = deliveries.records("order-a", 1, 2);
        handler.process(batch);

        assertThat(handler.finish()).isEqualTo(batch.getLast().sequenceNumber());
        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(2);
        assertThat(handler.process(deliveries.records("order-a", 3))).isNull();
    }

    @Test
    void finishing_during_an_outage_answers_nothing_that_is_not_saved() {
        handler.process(deliveries.records("order-a", 1));
        dispatcher.stopping();
        for (int i = 0; i < 3; i++) {
            positions.failOnce("advance");
        }

        assertThat(handler.finish()).isNull();
    }

    @Test
    void abandoning_does_nothing_durable() {
        handler.process(deliveries.records("order-a", 1));
        positions.calls.clear();
        handler.abandon();

        assertThat(handler.process(deliveries.records("order-a", 2))).isNull();
        assertThat(positions.calls).isEmpty();
        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
    }

    @Test
    void after_a_crash_between_effect_and_position_the_commit_comes_again() {
        List<StreamRecord> batch = deliveries.records("order-a", 1);
        handler.process(batch);

        ShardHandler next = restarted();
        next.process(batch);
        next.process(deliveries.records("order-a", 2));

        assertThat(spy.callsOf("order-a")).containsExactly(List.of(1L), List.of(1L), List.of(2L));
    }

    @Test
    void a_zombie_lowers_nothing() {
        ShardHandler zombie = handler;
        zombie.process(deliveries.records("order-a", 1));
        ShardHandler owner = restarted();
        owner.process(deliveries.records("order-a", 1, 2, 3));
        owner.finish();

        zombie.process(deliveries.records("order-a", 2));
        zombie.finish();

        assertThat(positions.of(stream("order-a")).seen()).isEqualTo(3);
    }

    // What is not known

    @Test
    void hands_on_commits_with_unknown_events_and_counts_these() {
        Commit commit = commit("order-a", 1, List.of(new UnknownEvent("order.gift-wrapped.v1", "{}")));
        handler.process(List.of(deliveries.record(commit), deliveries.record("order-a", 2)));

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L);
        assertThat(heard.unknown).containsExactly("order.gift-wrapped.v1");
    }

    @Test
    void tells_how_long_a_commit_took_from_the_stream_to_its_effect() {
        now = Deliveries.START.plusMillis(40);
        handler.process(deliveries.records("order-a", 1));

        assertThat(heard.lags).containsExactly(Duration.ofMillis(40));
    }

    // All together

    /** Any order of arrival, any duplicates, a crash now and then: each version once, in order, nothing left behind. */
    @Test
    void whatever_arrives_however_often_each_version_counts_once_and_in_order() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Deliveries made = new Deliveries();
            FakePositions durable = new FakePositions();
            OnceSubscriber once = new OnceSubscriber();
            List<StreamRecord> arriving = new ArrayList<>();
            for (int copy = 0; copy < 2; copy++) {
                for (int version = 1; version <= 8; version++) {
                    arriving.add(made.record("order-a", version));
                    arriving.add(made.record("order-b", version));
                }
            }
            Collections.shuffle(arriving, random);
            ShardHandler current = dispatcher(List.of(once), durable).open("shard-0");
            int checkpoint = 0;
            for (int at = 0; at < arriving.size(); ) {
                int to = Math.min(arriving.size(), at + 1 + random.nextInt(5));
                now = now.plusMillis(random.nextInt(3_500));
                String durableUpTo = current.process(arriving.subList(at, to));
                at = to;
                for (int i = 0; i < at && durableUpTo != null; i++) {
                    if (arriving.get(i).sequenceNumber().equals(durableUpTo)) {
                        checkpoint = i + 1;
                    }
                }
                if (random.nextInt(4) == 0) {
                    current = dispatcher(List.of(once), durable).open("shard-0");
                    at = checkpoint;
                }
            }
            current.finish();
            assertThat(once.effects.get(stream("order-a"))).as("seed %d", seed).isEqualTo(8);
            assertThat(once.effects.get(stream("order-b"))).as("seed %d", seed).isEqualTo(8);
            assertThat(durable.of(stream("order-a"))).as("seed %d", seed).isEqualTo(new Positions.Position(8, null));
            assertThat(durable.queuedVersions(stream("order-b")))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** Its effects are conditional on the version, as every subscriber's must be; it refuses to see a gap. */
    private static final class OnceSubscriber extends SpySubscriber {
        private final java.util.Map<StreamId, Long> effects = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            for (Commit commit : commits) {
                long before = effects.getOrDefault(stream, 0L);
                if (commit.firstVersion() > before + 1) {
                    throw new AssertionError("a gap before " + commit);
                }
                effects.put(stream, Math.max(before, commit.lastVersion()));
            }
        }
    }

    private CommitDispatcher dispatcher(List<Subscriber> subscribers) {
        return dispatcher(subscribers, positions);
    }

    private CommitDispatcher dispatcher(List<Subscriber> subscribers, Positions durable) {
        return new CommitDispatcher(subscribers, durable, TransientFailures.CORE, heard, () -> now, patience);
    }

    /** Another process: the memory is gone, what is durable stays. */
    private ShardHandler restarted() {
        return dispatcher(List.of(spy)).open("shard-0");
    }

    private static void failFor(List<Commit> commits, long version) {
        if (commits.stream().anyMatch(commit -> commit.firstVersion() == version)) {
            throw new IllegalStateException("cannot be applied");
        }
    }

    private static void failFor(StreamId stream, String failing) {
        if (stream.toString().equals(failing)) {
            throw new IllegalStateException("cannot be applied");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Heard implements ConsumerListener {
        private final List<Commit> duplicates = Collections.synchronizedList(new ArrayList<>());
        private final List<String> unknown = Collections.synchronizedList(new ArrayList<>());
        private final List<StreamId> parked = Collections.synchronizedList(new ArrayList<>());
        private final List<StreamId> unparked = Collections.synchronizedList(new ArrayList<>());
        private final List<Duration> lags = Collections.synchronizedList(new ArrayList<>());
        private int retries;

        @Override
        public void applied(Commit commit, Duration lag) {
            lags.add(lag);
        }

        @Override
        public void duplicateDropped(Commit commit) {
            duplicates.add(commit);
        }

        @Override
        public void unknownSkipped(Commit commit, String wireName) {
            unknown.add(wireName);
        }

        @Override
        public void retried(StreamId stream, Throwable cause) {
            retries++;
        }

        @Override
        public void parked(StreamId stream, Positions.Parking parking) {
            parked.add(stream);
        }

        @Override
        public void unparked(StreamId stream) {
            unparked.add(stream);
        }
    }
}
