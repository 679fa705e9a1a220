package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.ProductEvent.ProductPriced;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.JournalBrokenException;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.PublicationLog.Watermark;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a load costs does not depend on how long a stream is: calls and commits are counted, at three lengths. */
class LongStreamsTest {
    private static final int PER_SNAPSHOT = 100;
    private static final StreamId PRODUCT = new StreamId("product", "mug");
    private static final StreamId WAREHOUSE = new StreamId("warehouse", "main");
    private static final Cause CAUSE = Cause.request("r-1", null);

    private final InMemoryJournal memory = new InMemoryJournal();
    private final CountingJournal journal = new CountingJournal(memory);
    private final InMemorySnapshots snapshots = new InMemorySnapshots();
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final Publication publication = new Publication("a", memory, memory, InstantSource.system());

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void loading_a_product_takes_as_many_calls_and_commits_at_any_length(int length) {
        for (int version = 1; version <= length; version++) {
            append(version, PRODUCT, new ProductPriced("mug", new Money(version, "GBP")));
        }
        publishEverything();
        decisions().load(PRODUCT);
        if (length > 8) {
            Await.until(() -> snapshots.newest(PRODUCT, "long-1").isPresent() || length < PER_SNAPSHOT);
        }
        journal.forget();

        assertThat(decisions().load(PRODUCT)).isEqualTo(new Folded<>((long) length, length));

        assertThat(journal.calls).isLessThanOrEqualTo(3);
        assertThat(journal.commits).isLessThanOrEqualTo(PER_SNAPSHOT + 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000, 100_000})
    void starting_a_live_stream_takes_as_many_calls_and_commits_at_any_length(int length) throws Exception {
        for (int version = 1; version <= length; version++) {
            append(version, WAREHOUSE, new StockAdjusted("a" + version, "mug", 1, "found"));
        }
        publishEverything();
        try (LiveStream<Integer, Long, WarehouseEvent, String> first = live()) {
            first.current().get(60, TimeUnit.SECONDS);
            Await.until(() -> snapshots.newest(WAREHOUSE, "long-1").isPresent() || length < PER_SNAPSHOT);
        }
        journal.forget();

        try (LiveStream<Integer, Long, WarehouseEvent, String> second = live()) {
            assertThat(second.current().get(60, TimeUnit.SECONDS)).isEqualTo(new Folded<>((long) length, length));
        }
        assertThat(journal.calls).isLessThanOrEqualTo(4);
        assertThat(journal.commits).isLessThanOrEqualTo(PER_SNAPSHOT + 10);
    }

    @Test
    void a_short_stream_is_read_in_one_call_and_needs_no_snapshot() {
        for (int version = 1; version <= 8; version++) {
            append(version, PRODUCT, new ProductPriced("mug", new Money(version, "GBP")));
        }

        assertThat(decisions().load(PRODUCT)).isEqualTo(new Folded<>(8L, 8));

        assertThat(journal.calls).isEqualTo(1);
        assertThat(decisions().load(new StreamId("product", "none"))).isEqualTo(new Folded<>(0L, 0));
    }

    @Test
    void deciding_on_a_long_stream_goes_on_from_its_newest_version() {
        for (int version = 1; version <= 250; version++) {
            append(version, PRODUCT, new ProductPriced("mug", new Money(version, "GBP")));
        }
        publishEverything();
        decisions().load(PRODUCT);
        Await.until(() -> snapshots.newest(PRODUCT, "long-1").isPresent());

        Outcome<Long, String> outcome = decisions().execute(PRODUCT, 777L, CAUSE);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class, done -> assertThat(done.version()).isEqualTo(251));
        assertThat(decisions().load(PRODUCT)).isEqualTo(new Folded<>(777L, 251));
    }

    @Test
    void a_gap_in_a_short_stream_is_still_an_error() {
        append(1, PRODUCT, new ProductPriced("mug", new Money(1, "GBP")));
        append(3, PRODUCT, new ProductPriced("mug", new Money(3, "GBP")));

        assertThatThrownBy(() -> decisions().load(PRODUCT)).isInstanceOf(JournalBrokenException.class);
    }

    private Decisions<Long, Long, ProductEvent, String> decisions() {
        return new Decisions<>(
                new NewestPrice(),
                ProductEvent.class,
                journal,
                publication,
                new LongStreams<>(snapshots, new LongFormat(), PER_SNAPSHOT));
    }

    private LiveStream<Integer, Long, WarehouseEvent, String> live() {
        return new LiveStream<>(
                WAREHOUSE,
                new Counting(),
                WarehouseEvent.class,
                event -> 100,
                journal,
                publication,
                snapshots,
                new LongFormat(),
                new LiveStream.Limits(100, 10, 1_000, PER_SNAPSHOT));
    }

    private void append(long version, StreamId stream, DomainEvent event) {
        StoredCommit commit = commits.commit(stream, version, ExampleEvents.NOON, event);
        assertThat(memory.append(commit)).isEqualTo(AppendOutcome.APPENDED);
    }

    /** Snapshots are kept of what is published only. */
    private void publishEverything() {
        Instant later = ExampleEvents.NOON.plusSeconds(1);
        memory.save(new Watermark(commits.slot(), later, later));
    }

    private static final class CountingJournal implements Journal {
        private final Journal journal;
        private int calls;
        private int commits;

        private CountingJournal(Journal journal) {
            this.journal = journal;
        }

        private void forget() {
            calls = 0;
            commits = 0;
        }

        @Override
        public AppendOutcome append(StoredCommit commit) {
            return journal.append(commit);
        }

        @Override
        public synchronized void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            calls++;
            journal.read(stream, afterVersion, stored -> {
                commits++;
                reader.accept(stored);
            });
        }

        @Override
        public synchronized void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            calls++;
            journal.readBackwards(stream, upTo, stored -> {
                commits++;
                return reader.test(stored);
            });
        }
    }

    private static final class NewestPrice implements Decider<Long, Long, ProductEvent, String> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Decision<ProductEvent, String> decide(Long price, Long state) {
            return Decision.accept(new ProductPriced("mug", new Money(price, "GBP")));
        }

        @Override
        public Long evolve(Long state, ProductEvent event) {
            return ((ProductPriced) event).unitPrice().amount();
        }
    }

    private static final class Counting implements Decider<Integer, Long, WarehouseEvent, String> {
        @Override
        public Long initial() {
            return 0L;
        }

        @Override
        public Decision<WarehouseEvent, String> decide(Integer delta, Long state) {
            return Decision.accept(new StockAdjusted("a", "mug", delta, "found"));
        }

        @Override
        public Long evolve(Long state, WarehouseEvent event) {
            return state + ((StockAdjusted) event).delta();
        }
    }

    private static final class LongFormat implements SnapshotFormat<Long> {
        @Override
        public String schema() {
            return "long-1";
        }

        @Override
        public byte[] write(Long state) {
            return ByteBuffer.allocate(Long.BYTES).putLong(state).array();
        }

        @Override
        public Long read(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
