package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.ParkedStreams.ParkedStream;
import dev.orderflow.eventstore.consumer.ParkedStreams.PastWish;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Positions.Kind;
import dev.orderflow.eventstore.consumer.Positions.Parking;
import dev.orderflow.eventstore.consumer.Positions.Position;
import dev.orderflow.eventstore.consumer.Positions.QueuedCommit;
import dev.orderflow.eventstore.consumer.Positions.Rise;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.Redrives.Done;
import dev.orderflow.eventstore.consumer.Redrives.End;
import dev.orderflow.eventstore.consumer.Redrives.Skip;
import dev.orderflow.eventstore.consumer.Redrives.Wish;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.InvalidCursorException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of consumers' positions promises. */
public abstract class PositionsContract {
    private static final Instant NOON = Instant.parse("2010-12-01T12:00:00.000001Z");
    private static final Parking POISON = new Parking(Kind.POISON, "NullPointerException: no such line", 4, NOON);

    private final String application = TestCommits.unique("application");
    private final StreamId stream = TestCommits.newStream();
    private Positions positions;

    protected abstract Positions of(String application);

    protected abstract ParkedStreams parkedStreams();

    protected abstract Redrives redrivesOf(String application);

    @BeforeEach
    void takeOwnApplication() {
        positions = of(application);
    }

    @Test
    void a_stream_never_seen_has_no_position() {
        assertThat(positions.find(List.of(stream))).isEmpty();
        assertThat(positions.find(List.of())).isEmpty();
    }

    @Test
    void positions_rise_and_are_never_lowered() {
        positions.advance(Map.of(stream, Rise.to(5)));
        positions.advance(Map.of(stream, Rise.to(3)));
        assertThat(positions.find(List.of(stream))).containsExactly(Map.entry(stream, new Position(5, null)));

        positions.advance(Map.of(stream, Rise.to(12)));
        assertThat(positions.find(List.of(stream))).containsExactly(Map.entry(stream, new Position(12, null)));
    }

    @Test
    void many_positions_are_raised_and_found_at_once() {
        Map<StreamId, Rise> many = new HashMap<>();
        IntStream.rangeClosed(1, 230).forEach(i -> many.put(TestCommits.newStream(), Rise.to(i)));
        positions.advance(many);
        Map<StreamId, Rise> further = new HashMap<>();
        many.forEach((each, rise) -> further.put(each, new Rise(rise.to(), rise.to() + 1)));
        positions.advance(further);

        Map<StreamId, Position> found = positions.find(many.keySet());

        assertThat(found).hasSize(230);
        many.forEach((each, rise) -> assertThat(found).containsEntry(each, new Position(rise.to() + 1, null)));
    }

    @Test
    void what_was_thought_to_be_stored_may_be_wrong() {
        List<StreamId> streams =
                IntStream.range(0, 5).mapToObj(i -> TestCommits.newStream()).toList();
        positions.advance(Map.of(streams.get(0), Rise.to(4), streams.get(1), Rise.to(9)));
        positions.park(streams.get(2), POISON);

        positions.advance(Map.of(
                streams.get(0), new Rise(0, 6),
                streams.get(1), new Rise(0, 6),
                streams.get(2), new Rise(0, 6),
                streams.get(3), new Rise(5, 6),
                streams.get(4), new Rise(0, 6)));

        assertThat(positions.find(streams))
                .containsOnly(
                        Map.entry(streams.get(0), new Position(6, null)),
                        Map.entry(streams.get(1), new Position(9, null)),
                        Map.entry(streams.get(2), new Position(6, POISON)),
                        Map.entry(streams.get(3), new Position(6, null)),
                        Map.entry(streams.get(4), new Position(6, null)));
    }

    @Test
    void applications_do_not_share_positions() {
        positions.advance(Map.of(stream, Rise.to(5)));

        assertThat(of(TestCommits.unique("application")).find(List.of(stream))).isEmpty();
        assertThat(of(application).find(List.of(stream))).hasSize(1);
    }

    @Test
    void a_parked_stream_keeps_its_position_and_its_queue_while_the_reason_changes() {
        positions.advance(Map.of(stream, Rise.to(3)));
        positions.park(stream, new Parking(Kind.GAP, "version 4 is missing", 4, NOON.minusSeconds(9)));
        positions.enqueue(stream, new QueuedCommit(5, new byte[] {5}));
        positions.park(stream, POISON);

        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(3, POISON));
        assertThat(positions.queued(stream, 10)).hasSize(1);
    }

    @Test
    void a_stream_can_be_parked_before_anything_was_seen() {
        Parking gap = new Parking(Kind.GAP, "version 1 is missing", 1, NOON);
        positions.park(stream, gap);

        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(0, gap));
    }

    @Test
    void a_parked_stream_advances_while_its_queue_is_worked_off() {
        positions.park(stream, POISON);
        positions.advance(Map.of(stream, Rise.to(4)));

        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(4, POISON));
    }

    @Test
    void an_unparked_stream_goes_on_from_its_position() {
        positions.advance(Map.of(stream, Rise.to(3)));
        positions.park(stream, POISON);
        positions.unpark(stream);
        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(3, null));

        Parking again = new Parking(Kind.GAP, "version 4 is missing", 4, NOON.plusSeconds(5));
        positions.park(stream, again);
        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(3, again));
    }

    @Test
    void unparking_a_stream_that_is_not_parked_changes_nothing() {
        positions.unpark(stream);
        assertThat(positions.find(List.of(stream))).isEmpty();

        positions.advance(Map.of(stream, Rise.to(3)));
        positions.unpark(stream);
        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(3, null));
    }

    @Test
    void the_queue_is_kept_in_version_order_each_version_once() {
        positions.park(stream, POISON);
        for (long version : new long[] {10, 4, 9, -7, 100, 4}) {
            positions.enqueue(stream, new QueuedCommit(version, new byte[] {(byte) version}));
        }

        assertThat(positions.queued(stream, 10))
                .extracting(QueuedCommit::version)
                .containsExactly(-7L, 4L, 9L, 10L, 100L);
        assertThat(positions.queued(stream, 2))
                .extracting(QueuedCommit::version)
                .containsExactly(-7L, 4L);
        assertThat(positions.queued(stream, 1).getFirst().bytes()).containsExactly(-7);
        assertThat(positions.queued(TestCommits.newStream(), 10)).isEmpty();
        assertThat(positions.find(List.of(stream))).containsEntry(stream, new Position(0, POISON));
    }

    @Test
    void what_was_dequeued_is_gone() {
        QueuedCommit first = new QueuedCommit(4, new byte[] {4});
        positions.enqueue(stream, first);
        positions.enqueue(stream, new QueuedCommit(5, new byte[] {5}));
        positions.dequeue(stream, first);
        positions.dequeue(stream, first);

        assertThat(positions.queued(stream, 10))
                .extracting(QueuedCommit::version)
                .containsExactly(5L);
    }

    @Test
    void large_commits_wait_in_full() {
        byte[] large = new byte[370 * 1024];
        large[large.length - 1] = 7;
        for (int version = 1; version <= 4; version++) {
            positions.enqueue(stream, new QueuedCommit(version, large));
        }

        List<QueuedCommit> queued = positions.queued(stream, 4);

        assertThat(queued)
                .hasSize(4)
                .allSatisfy(commit -> assertThat(commit.bytes()).isEqualTo(large));
    }

    @Test
    void operators_see_parked_streams_of_every_application_oldest_first_page_by_page() {
        List<ParkedStream> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String other = TestCommits.unique("application");
            StreamId parked = TestCommits.newStream();
            Parking parking = new Parking(Kind.POISON, "cause " + i, i + 1, NOON.plusSeconds(i));
            of(other).advance(Map.of(parked, Rise.to(i)));
            of(other).park(parked, parking);
            expected.add(new ParkedStream(other, parked, i, parking));
        }
        positions.advance(Map.of(TestCommits.newStream(), Rise.to(3)));

        Await.until(() -> parked(2).containsAll(expected));
        assertThat(parked(2)).containsSubsequence(expected).doesNotHaveDuplicates();

        of(expected.getFirst().application()).unpark(expected.getFirst().stream());
        Await.until(() -> !parked(100).contains(expected.getFirst()));
        assertThat(parked(100)).containsAll(expected.subList(1, 5));
    }

    @Test
    void a_forged_cursor_is_refused() {
        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> parkedStreams().list(10, "Zm9yZ2Vk"));
    }

    @Test
    void operators_find_one_parked_stream_and_how_much_waits_behind_it() {
        assertThat(parkedStreams().find(application, stream)).isEmpty();
        positions.advance(Map.of(stream, Rise.to(3)));
        assertThat(parkedStreams().find(application, stream)).isEmpty();
        positions.park(stream, POISON);
        for (int version = 4; version <= 9; version++) {
            positions.enqueue(stream, new QueuedCommit(version, new byte[] {1}));
        }

        assertThat(parkedStreams().find(application, stream))
                .contains(new ParkedStream(application, stream, 3, POISON));
        assertThat(parkedStreams().find("another", stream)).isEmpty();
        assertThat(parkedStreams().waiting(application, stream, 100)).isEqualTo(6);
        assertThat(parkedStreams().waiting(application, stream, 4)).isEqualTo(4);
        assertThat(parkedStreams().waiting("another", stream, 100)).isZero();
    }

    @Test
    void a_wish_stands_until_it_is_done_with_and_is_kept_with_what_became_of_it() {
        Redrives redrives = redrivesOf(application);
        Wish first = new Wish(stream, "olga", NOON, new Skip(4, "a test's"));
        assertThat(redrives.wished(10)).isEmpty();

        assertThat(parkedStreams().wish(application, first)).isEqualTo(first);
        assertThat(parkedStreams().wish(application, new Wish(stream, "otto", NOON.plusSeconds(1), null)))
                .as("the earlier one stands")
                .isEqualTo(first);
        assertThat(redrives.wished(10)).containsExactly(first);
        assertThat(redrivesOf(TestCommits.unique("application")).wished(10)).isEmpty();

        redrives.skipping(first, NOON.plusSeconds(2));
        redrives.skipping(first, NOON.plusSeconds(3));
        Wish skipping = parkedStreams().wished(application, stream).orElseThrow();
        assertThat(skipping.skippedAt()).isEqualTo(NOON.plusSeconds(2));

        Done done = new Done(End.GOES_ON, 9, "All that waited is done", NOON.plusSeconds(4));
        redrives.done(skipping, done);
        redrives.done(skipping, done);
        assertThat(redrives.wished(10)).isEmpty();
        assertThat(parkedStreams().wished(application, stream)).isEmpty();
        assertThat(parkedStreams().history(application, stream, 10)).containsExactly(new PastWish(skipping, done));
    }

    @Test
    void what_is_told_late_of_a_wish_does_not_end_the_next_one() {
        Redrives redrives = redrivesOf(application);
        Wish first = new Wish(stream, "olga", NOON, null);
        Wish second = new Wish(stream, "otto", NOON.plusSeconds(9), null);
        Done done = new Done(End.PARKED_AGAIN, 3, "a bug", NOON.plusSeconds(1));
        parkedStreams().wish(application, first);
        redrives.done(first, done);
        parkedStreams().wish(application, second);

        redrives.done(first, done);
        assertThatThrownBy(() -> redrives.skipping(first, NOON)).isInstanceOf(IllegalStateException.class);

        assertThat(redrives.wished(10)).containsExactly(second);
        redrives.done(second, done);
        assertThat(parkedStreams().history(application, stream, 10))
                .containsExactly(new PastWish(second, done), new PastWish(first, done));
        assertThat(parkedStreams().history(application, stream, 1)).containsExactly(new PastWish(second, done));
        assertThat(positions.queued(stream, 10)).isEmpty();
    }

    private List<ParkedStream> parked(int limit) {
        List<ParkedStream> all = new ArrayList<>();
        String cursor = null;
        do {
            ParkedStreams.Page page = parkedStreams().list(limit, cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
