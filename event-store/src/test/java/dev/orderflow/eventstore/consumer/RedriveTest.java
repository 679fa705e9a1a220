package dev.orderflow.eventstore.consumer;

import static dev.orderflow.eventstore.consumer.Deliveries.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import dev.orderflow.eventstore.consumer.ParkedStreams.PastWish;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Position;
import dev.orderflow.eventstore.consumer.Redrives.End;
import dev.orderflow.eventstore.consumer.Redrives.Skip;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedriveTest {
    private static final String APPLICATION = "tested";
    private static final StreamId A = stream("order-a");

    private final Deliveries deliveries = new Deliveries();
    private final InMemoryPositions all = new InMemoryPositions();
    private final FakePositions positions = new FakePositions(all.of(APPLICATION));
    private final SpySubscriber spy = new SpySubscriber();
    private final Set<Long> poison = new HashSet<>();
    private Instant now = Deliveries.START;
    private ShardHandler handler = restarted();

    RedriveTest() {
        spy.doing((stream, commits) -> {
            for (Commit commit : commits) {
                boolean meant = commit.events().stream().noneMatch(UnknownEvent.class::isInstance);
                if (meant && stream.equals(A) && poison.contains(commit.firstVersion())) {
                    throw new IllegalStateException("version " + commit.firstVersion() + " cannot be applied");
                }
            }
        });
    }

    @Test
    void what_waits_is_applied_in_order_once_the_reason_is_gone() {
        poison.add(2L);
        handler.process(deliveries.records("order-a", 1, 2, 3, 4));
        assertThat(all.waiting(APPLICATION, A, 100)).isEqualTo(3);
        poison.clear();
        wish(null);

        lookAgain();

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions.of(A)).isEqualTo(new Position(4, null));
        assertThat(past().done().end()).isEqualTo(End.GOES_ON);
        assertThat(past().wish().by()).isEqualTo("olga");
        handler.process(deliveries.records("order-a", 5));
        assertThat(spy.versionsOf("order-a")).endsWith(5L);
    }

    @Test
    void where_the_reason_is_not_gone_it_is_parked_again_and_was_parked_all_the_time() {
        poison.add(2L);
        handler.process(deliveries.records("order-a", 1, 2, 3));
        wish(null);

        lookAgain();

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(positions.of(A).parked().since()).isEqualTo(Deliveries.START);
        assertThat(positions.queuedVersions(A)).containsExactly(2L, 3L);
        assertThat(past().done().end()).isEqualTo(End.PARKED_AGAIN);
        assertThat(past().done().detail()).contains("version 2 cannot be applied");
        assertThat(all.wished(APPLICATION, A)).isEmpty();
    }

    @Test
    void the_next_poison_parks_it_at_its_own_version() {
        poison.addAll(List.of(2L, 4L));
        handler.process(deliveries.records("order-a", 1, 2, 3, 4, 5));
        poison.remove(2L);
        wish(null);

        lookAgain();

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L);
        assertThat(positions.of(A).parked().atVersion()).isEqualTo(4);
        assertThat(positions.queuedVersions(A)).containsExactly(4L, 5L);
    }

    @Test
    void exactly_the_poisonous_commit_is_left_out_and_its_version_told_with_nothing_in_it() {
        poison.add(2L);
        handler.process(deliveries.records("order-a", 1, 2, 3));
        wish(new Skip(2, "the product never existed, ticket 17"));

        lookAgain();

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L);
        assertThat(spy.eventsOf("order-a", 2)).allMatch(UnknownEvent.class::isInstance);
        assertThat(spy.eventsOf("order-a", 3)).noneMatch(UnknownEvent.class::isInstance);
        assertThat(positions.of(A)).isEqualTo(new Position(3, null));
        assertThat(past().wish().skip()).isEqualTo(new Skip(2, "the product never existed, ticket 17"));
        assertThat(past().wish().skippedAt()).isEqualTo(now);
    }

    @Test
    void nothing_is_left_out_where_another_commit_is_the_poison() {
        poison.add(2L);
        handler.process(deliveries.records("order-a", 1, 2, 3));
        wish(new Skip(7, "a slip of the keyboard"));

        lookAgain();

        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(positions.queuedVersions(A)).containsExactly(2L, 3L);
        assertThat(past().wish().skippedAt()).isNull();
        assertThat(past().done().end()).isEqualTo(End.PARKED_AGAIN);
    }

    @Test
    void bytes_that_are_no_commit_are_left_out_by_the_number_they_are_queued_under() {
        handler.process(List.of(deliveries.record("order-a", 1), deliveries.record("order-a", "not json")));
        handler.process(deliveries.records("order-a", 2));
        long number = positions.of(A).parked().atVersion();
        assertThat(number).isNegative();
        wish(new Skip(number, "sent by a stray test"));

        lookAgain();

        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L);
        assertThat(positions.of(A)).isEqualTo(new Position(2, null));
    }

    @Test
    void a_version_that_is_missing_behind_the_poison_is_waited_for() {
        poison.add(2L);
        handler.process(deliveries.records("order-a", 1, 2, 4));
        poison.clear();
        wish(null);

        lookAgain();

        assertThat(past().done().end()).isEqualTo(End.WAITS_FOR_MISSING);
        assertThat(positions.of(A).parked().kind()).isEqualTo(Kind.GAP);
        handler.process(deliveries.records("order-a", 3));
        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void it_goes_on_after_a_crash_at_any_of_its_steps_and_the_skip_stays_on_record() {
        for (String step : List.of("queued", "advance", "dequeue order-a@2", "dequeue order-a@3", "unpark")) {
            RedriveTest fresh = new RedriveTest();
            fresh.poison.add(2L);
            fresh.handler.process(fresh.deliveries.records("order-a", 1, 2, 3));
            fresh.wish(new Skip(2, "because"));
            fresh.positions.crashAt(step);
            assertThatThrownBy(fresh::lookAgain).as(step).hasMessageContaining("crash");

            fresh.handler = fresh.restarted();
            fresh.lookAgain();

            assertThat(fresh.spy.versionsOf("order-a").stream().distinct())
                    .as("crash at %s", step)
                    .containsExactly(1L, 2L, 3L);
            assertThat(fresh.positions.of(A)).as(step).isEqualTo(new Position(3, null));
            assertThat(fresh.past().wish().skippedAt()).as("crash at %s", step).isNotNull();
            assertThat(fresh.past().done().end()).as(step).isEqualTo(End.GOES_ON);
        }
    }

    @Test
    void only_the_handler_whose_shard_holds_the_stream_carries_a_wish_out() {
        poison.add(2L);
        handler.process(deliveries.records("order-a", 1, 2));
        poison.clear();
        ShardHandler foreign =
                dispatcher((shard, stream) -> shard.equals("shard-0")).open("shard-1");
        wish(null);

        now = now.plusSeconds(2);
        foreign.process(List.of());
        assertThat(spy.versionsOf("order-a")).containsExactly(1L);
        assertThat(all.wished(APPLICATION, A)).isPresent();

        lookAgain();
        assertThat(spy.versionsOf("order-a")).containsExactly(1L, 2L);
    }

    @Test
    void a_long_queue_is_worked_off_in_parts_with_what_arrives_in_between() {
        poison.add(1L);
        for (int from = 1; from <= 250; from += 50) {
            for (int version = from; version < from + 50; version++) {
                handler.process(deliveries.records("order-a", version));
            }
        }
        poison.clear();
        wish(null);

        lookAgain();
        assertThat(spy.versionsOf("order-a")).hasSize(100);
        handler.process(deliveries.records("order-b", 1));
        assertThat(spy.versionsOf("order-b")).containsExactly(1L);
        assertThat(all.wished(APPLICATION, A)).isPresent();

        lookAgain();
        lookAgain();
        assertThat(spy.versionsOf("order-a")).hasSize(250).isSorted();
        assertThat(past().done().end()).isEqualTo(End.GOES_ON);
    }

    @Test
    void a_wish_that_has_come_true_by_itself_is_closed() {
        handler.process(deliveries.records("order-a", 1));
        wish(null);

        lookAgain();

        assertThat(past().done().end()).isEqualTo(End.NOT_PARKED);
    }

    private void wish(Skip skip) {
        all.wish(APPLICATION, new Wish(A, "olga", now, skip));
    }

    private PastWish past() {
        return all.history(APPLICATION, A, 10).getFirst();
    }

    private void lookAgain() {
        now = now.plus(Duration.ofSeconds(2));
        handler.process(List.of());
    }

    private ShardHandler restarted() {
        return dispatcher(ShardKeys.ONE_SHARD).open("shard-0");
    }

    private CommitDispatcher dispatcher(ShardKeys keys) {
        return new CommitDispatcher(
                List.of(spy),
                Audience.always(List.of(spy)),
                positions,
                TransientFailures.CORE,
                ConsumerListener.NONE,
                () -> now,
                new Patience((time, stopping) -> {}),
                all.redrivesOf(APPLICATION),
                keys);
    }
}
