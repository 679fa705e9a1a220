package dev.orderflow.eventstore.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.AppendOutcome;
import dev.orderflow.eventstore.journal.CommitTooLargeException;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.snapshot.SnapshotFormat;
import dev.orderflow.eventstore.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final StreamId STREAM = new StreamId("warehouse", "test");
    private static final Cause CAUSE = Cause.request("r-1", "00-trace-01");

    private final InMemoryJournal stored = new InMemoryJournal();
    private final InMemorySnapshots snapshots = new InMemorySnapshots();
    private final FaultyJournal journal = new FaultyJournal(stored);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void answers_once_the_commit_is_durable() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());

        Outcome<Integer, String> outcome = done(live.submit(5, CAUSE));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(outcome.state()).isEqualTo(5);
        assertThat(outcome.version()).isEqualTo(1);
        Commit commit = commits().getFirst();
        assertThat(commit.events()).containsExactly(found(5));
        assertThat(commit.metadata().recordedBy()).isEqualTo("a");
        assertThat(commit.metadata().correlationId()).isEqualTo("r-1");
        assertThat(commit.metadata().traceparent()).isEqualTo("00-trace-01");
    }

    @Test
    void commands_that_wait_for_an_append_share_the_next_one() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        CountDownLatch gate = journal.holdNextAppend();
        List<CompletableFuture<Outcome<Integer, String>>> outcomes = new ArrayList<>();
        outcomes.add(live.submit(1, CAUSE));
        journal.awaitHeld();
        for (int i = 0; i < 49; i++) {
            outcomes.add(live.submit(1, Cause.request("r-" + i, null)));
        }
        assertThat(outcomes).noneMatch(CompletableFuture::isDone);
        gate.countDown();

        long version = 0;
        for (CompletableFuture<Outcome<Integer, String>> outcome : outcomes) {
            assertThat(done(outcome).version()).isEqualTo(++version);
            assertThat(done(outcome).state()).isEqualTo((int) version);
        }
        assertThat(commits()).hasSize(2);
        assertThat(commits().get(1).metadata().causationId()).isEqualTo("49 commands");
    }

    @Test
    void a_commit_takes_no_more_commands_and_bytes_than_the_limits_say() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live =
                live("a", new LiveStream.Limits(100, 10, 300, 1_000));
        CountDownLatch gate = journal.holdNextAppend();
        List<CompletableFuture<Outcome<Integer, String>>> outcomes = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            outcomes.add(live.submit(1, CAUSE));
        }
        gate.countDown();
        for (CompletableFuture<Outcome<Integer, String>> outcome : outcomes) {
            done(outcome);
        }
        // An event weighs 100 bytes here: three to a commit.
        assertThat(commits()).allMatch(commit -> commit.events().size() <= 3);
        assertThat(done(live.current()).state()).isEqualTo(21);
    }

    @Test
    void refuses_and_answers_already_done_without_an_append() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        done(live.submit(5, CAUSE));

        assertThat(done(live.submit(-6, CAUSE))).isEqualTo(new Outcome.Refused<>(5, 1, "would be -1"));
        assertThat(done(live.submit(0, CAUSE))).isEqualTo(new Outcome.AlreadyDone<>(5, 1));
        assertThat(commits()).hasSize(1);
    }

    @Test
    void never_refuses_on_a_state_that_another_writer_has_changed() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> one = live("a", limits());
        LiveStream<Integer, Integer, WarehouseEvent, String> other = live("b", limits());
        done(one.submit(1, CAUSE));
        done(other.submit(10, CAUSE));

        // The first has 1 in memory; the journal says 11.
        assertThat(done(one.submit(-8, CAUSE)).state()).isEqualTo(3);
    }

    @Test
    void two_writers_race_and_nothing_is_lost_or_counted_twice() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> one = live("a", limits());
        LiveStream<Integer, Integer, WarehouseEvent, String> other = live("b", limits());
        List<CompletableFuture<Outcome<Integer, String>>> outcomes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            outcomes.add((i % 2 == 0 ? one : other).submit(1, CAUSE));
        }
        int done = 0;
        for (CompletableFuture<Outcome<Integer, String>> outcome : outcomes) {
            if (done(outcome) instanceof Outcome.Done) {
                done++;
            }
        }
        assertThat(done).isEqualTo(300);
        assertThat(done(one.current())).isEqualTo(new Folded<>(300, 300));
        assertThat(done(other.current())).isEqualTo(new Folded<>(300, 300));
    }

    @Test
    void takes_an_append_whose_reply_was_lost_for_done() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        journal.loseTheNextReply();

        assertThat(done(live.submit(5, CAUSE))).isInstanceOf(Outcome.Done.class);
        assertThat(done(live.submit(2, CAUSE)).state()).isEqualTo(7);
        assertThat(commits()).hasSize(2);
    }

    @Test
    void says_that_it_does_not_know_where_the_journal_cannot_be_asked_and_goes_on_from_the_truth() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        done(live.submit(1, CAUSE));
        journal.loseTheNextReply();
        journal.failTheNextRead();

        assertThatThrownBy(() -> done(live.submit(5, CAUSE))).isInstanceOf(ExecutionException.class);
        // It had been appended all the same, and is not done a second time by what comes next.
        assertThat(done(live.submit(2, CAUSE)).state()).isEqualTo(8);
    }

    @Test
    void a_failing_journal_fails_the_commands_and_not_the_stream() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        journal.failTheNextRead();

        assertThatThrownBy(() -> done(live.submit(1, CAUSE))).hasMessageContaining("no reply");
        assertThat(done(live.submit(1, CAUSE)).state()).isEqualTo(1);
    }

    @Test
    void a_command_that_the_decider_chokes_on_fails_alone() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        CountDownLatch gate = journal.holdNextAppend();
        live.submit(1, CAUSE);
        journal.awaitHeld();
        CompletableFuture<Outcome<Integer, String>> choking = live.submit(CountingDecider.CHOKES, CAUSE);
        CompletableFuture<Outcome<Integer, String>> fine = live.submit(1, CAUSE);
        gate.countDown();

        assertThatThrownBy(() -> done(choking)).hasMessageContaining("choked");
        assertThat(done(fine).state()).isEqualTo(2);
    }

    @Test
    void a_command_that_is_too_large_fails_alone() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", limits());
        CountDownLatch gate = journal.holdNextAppend();
        live.submit(1, CAUSE);
        journal.awaitHeld();
        CompletableFuture<Outcome<Integer, String>> first = live.submit(1, CAUSE);
        CompletableFuture<Outcome<Integer, String>> large = live.submit(CountingDecider.LARGE, CAUSE);
        CompletableFuture<Outcome<Integer, String>> last = live.submit(1, CAUSE);
        gate.countDown();

        assertThatThrownBy(() -> done(large)).hasCauseInstanceOf(CommitTooLargeException.class);
        assertThat(done(first).state()).isEqualTo(2);
        assertThat(done(last).state()).isEqualTo(3);
    }

    @Test
    void turns_callers_away_where_too_many_wait_and_when_it_is_closing() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live =
                live("a", new LiveStream.Limits(2, 1, 1_000, 1_000));
        CountDownLatch gate = journal.holdNextAppend();
        live.submit(1, CAUSE);
        journal.awaitHeld();
        CompletableFuture<Outcome<Integer, String>> second = live.submit(1, CAUSE);
        CompletableFuture<Outcome<Integer, String>> third = live.submit(1, CAUSE);
        assertThatThrownBy(() -> done(live.submit(1, CAUSE))).hasCauseInstanceOf(CrowdedException.class);
        gate.countDown();
        live.close();

        assertThat(done(second).state()).isEqualTo(2);
        assertThat(done(third).state()).isEqualTo(3);
        assertThatThrownBy(() -> done(live.submit(1, CAUSE))).hasCauseInstanceOf(CrowdedException.class);
    }

    @Test
    void starts_from_a_snapshot_and_the_tail() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live =
                publishing("a", new LiveStream.Limits(100, 1, 1_000, 5));
        for (int i = 0; i < 7; i++) {
            done(live.submit(1, CAUSE));
        }
        Await.until(() -> snapshots.newest(STREAM, "count-1").isPresent());
        long saved = snapshots.newest(STREAM, "count-1").orElseThrow().version();
        assertThat(saved).isBetween(5L, 7L);

        journal.readFrom.clear();
        assertThat(done(live("b", limits()).current())).isEqualTo(new Folded<>(7, 7));
        assertThat(journal.readFrom).containsOnly(saved, 7L);
    }

    @Test
    void keeps_no_snapshot_of_what_is_not_published() throws Exception {
        // Nobody publishes here; each look gives a due snapshot its chance.
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live("a", new LiveStream.Limits(100, 1, 1_000, 1));
        for (int i = 0; i < 5; i++) {
            done(live.submit(1, CAUSE));
            done(live.current());
        }
        live.close();
        assertThat(snapshots.newest(STREAM, "count-1")).isEmpty();
    }

    @Test
    void goes_on_deciding_while_it_is_not_known_whether_a_snapshot_may_be_saved() throws Exception {
        done(live("gone", limits()).submit(5, CAUSE));
        UnreachableMarks marks = new UnreachableMarks(stored);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        LiveStream<Integer, Integer, WarehouseEvent, String> live =
                live(new Publication("b", marks, journal, now::get), journal, new LiveStream.Limits(100, 1, 1_000, 1));
        done(live.current());
        marks.unreachable = true;
        // Marks that were read are trusted for some seconds.
        now.updateAndGet(instant -> instant.plusSeconds(60));
        Await.until(() -> marks.failures > 0);

        assertThat(done(live.submit(1, CAUSE)).state()).isEqualTo(6);
    }

    @Test
    void ignores_a_snapshot_of_another_journal() throws Exception {
        LiveStream<Integer, Integer, WarehouseEvent, String> live =
                publishing("a", new LiveStream.Limits(100, 1, 1_000, 1));
        done(live.submit(5, CAUSE));
        Await.until(() -> snapshots.newest(STREAM, "count-1").isPresent());

        InMemoryJournal fresh = new InMemoryJournal();
        assertThat(done(live("c", fresh, fresh, limits()).current())).isEqualTo(new Folded<>(0, 0));
        // A journal that has as many events, though not the same ones.
        append(fresh, 3);
        assertThat(done(live("d", fresh, fresh, limits()).current())).isEqualTo(new Folded<>(3, 1));
    }

    @Test
    void helps_forward_what_another_writer_appended_and_did_not_publish() throws Exception {
        done(live("gone", limits()).submit(5, CAUSE));
        InMemoryCommitStream stream = new InMemoryCommitStream(InstantSource.system());
        Publication publication = new Publication("b", stored, journal, InstantSource.system());
        LiveStream<Integer, Integer, WarehouseEvent, String> live = live(publication, journal, limits());
        done(live.submit(1, CAUSE));

        try (Publisher publisher = new Publisher(publication, stream, InstantSource.system())) {
            publisher.start();
            Await.until(() -> publication.waiting() == 0);
        }
        assertThat(stream.records().stream()
                        .map(record ->
                                CommitCodec.standard().decode(record.data()).firstVersion())
                        .toList())
                .containsExactly(1L, 2L);
    }

    private LiveStream.Limits limits() {
        return new LiveStream.Limits(1_000, 200, 100_000, 1_000);
    }

    private LiveStream<Integer, Integer, WarehouseEvent, String> live(String slot, LiveStream.Limits limits) {
        return live(slot, stored, journal, limits);
    }

    private LiveStream<Integer, Integer, WarehouseEvent, String> live(
            String slot, InMemoryJournal log, Journal readAndWritten, LiveStream.Limits limits) {
        return live(new Publication(slot, log, readAndWritten, InstantSource.system()), readAndWritten, limits);
    }

    private LiveStream<Integer, Integer, WarehouseEvent, String> publishing(String slot, LiveStream.Limits limits) {
        Publication publication = new Publication(slot, stored, journal, InstantSource.system());
        Publisher publisher =
                new Publisher(publication, new InMemoryCommitStream(InstantSource.system()), InstantSource.system());
        publisher.start();
        open.add(publisher);
        return live(publication, journal, limits);
    }

    private LiveStream<Integer, Integer, WarehouseEvent, String> live(
            Publication publication, Journal readAndWritten, LiveStream.Limits limits) {
        LiveStream<Integer, Integer, WarehouseEvent, String> live = new LiveStream<>(
                STREAM,
                new CountingDecider(),
                WarehouseEvent.class,
                event -> 100,
                readAndWritten,
                publication,
                snapshots,
                new CountFormat(),
                limits);
        open.add(live);
        return live;
    }

    private List<Commit> commits() {
        return stored.load(STREAM).stream().map(StoredCommit::commit).toList();
    }

    private static void append(Journal journal, int delta) {
        Commit commit = new Commit(
                STREAM,
                1,
                List.<DomainEvent>of(found(delta)),
                new CommitMetadata("x.0.1", Instant.parse("2026-01-01T00:00:00Z"), "x", "r", "r", null));
        journal.append(new StoredCommit(commit, CommitCodec.standard().encode(commit)));
    }

    private static StockAdjusted found(int delta) {
        return new StockAdjusted("a", "sku", delta, "test");
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    /** Counts up and down, never below zero. */
    private static final class CountingDecider implements Decider<Integer, Integer, WarehouseEvent, String> {
        private static final int CHOKES = 1_000_001;
        private static final int LARGE = 1_000_002;

        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Decision<WarehouseEvent, String> decide(Integer delta, Integer count) {
            if (delta == CHOKES) {
                throw new IllegalArgumentException("choked");
            }
            if (delta == LARGE) {
                String incompressible = IntStream.range(0, 200_000)
                        .mapToObj(i -> Integer.toString(i * 0x9e3779b1, 36))
                        .collect(Collectors.joining());
                return Decision.accept(new StockAdjusted("large", "sku", 1, incompressible));
            }
            if (count + delta < 0) {
                return Decision.refuse("would be " + (count + delta));
            }
            return delta == 0 ? Decision.alreadyDone() : Decision.accept(found(delta));
        }

        @Override
        public Integer evolve(Integer count, WarehouseEvent event) {
            return count + ((StockAdjusted) event).delta();
        }
    }

    private static final class CountFormat implements SnapshotFormat<Integer> {
        @Override
        public String schema() {
            return "count-1";
        }

        @Override
        public byte[] write(Integer count) {
            return count.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Integer read(byte[] bytes) {
            return Integer.valueOf(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** Cannot be asked for the marks of all writers, from some moment on. */
    private static final class UnreachableMarks implements PublicationLog {
        private final PublicationLog log;
        private volatile boolean unreachable;
        private volatile int failures;

        private UnreachableMarks(PublicationLog log) {
            this.log = log;
        }

        @Override
        public Optional<Watermark> find(String slot) {
            return log.find(slot);
        }

        @Override
        public List<Watermark> all() {
            if (unreachable) {
                failures++;
                throw new IllegalStateException("no reply");
            }
            return log.all();
        }

        @Override
        public void save(Watermark watermark) {
            log.save(watermark);
        }

        @Override
        public void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader) {
            log.appended(slot, from, before, reader);
        }
    }

    /** Holds, loses and fails on request; each fault happens once. */
    private static final class FaultyJournal implements Journal {
        private final Journal journal;
        private final List<Long> readFrom = new ArrayList<>();
        private final CountDownLatch held = new CountDownLatch(1);
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean loseReply;
        private volatile boolean failRead;

        private FaultyJournal(Journal journal) {
            this.journal = journal;
        }

        private CountDownLatch holdNextAppend() {
            gate = new CountDownLatch(1);
            return gate;
        }

        private void awaitHeld() throws InterruptedException {
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        }

        private void loseTheNextReply() {
            loseReply = true;
        }

        private void failTheNextRead() {
            failRead = true;
        }

        @Override
        public AppendOutcome append(StoredCommit commit) {
            held.countDown();
            try {
                assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            AppendOutcome outcome = journal.append(commit);
            if (loseReply) {
                loseReply = false;
                throw new IllegalStateException("no reply");
            }
            return outcome;
        }

        @Override
        public void read(StreamId stream, long afterVersion, Consumer<StoredCommit> reader) {
            if (failRead && !loseReply) {
                failRead = false;
                throw new IllegalStateException("no reply");
            }
            synchronized (readFrom) {
                readFrom.add(afterVersion);
            }
            journal.read(stream, afterVersion, reader);
        }

        @Override
        public void readBackwards(StreamId stream, long upTo, Predicate<StoredCommit> reader) {
            journal.readBackwards(stream, upTo, reader);
        }
    }
}
