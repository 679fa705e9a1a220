package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.LocalEngines;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A second instance joins and the first one leaves, while records keep coming to every shard. */
class SecondInstanceIT {
    private static final Duration GENEROUS = Duration.ofSeconds(120);

    /** What {@link ConsumerSettings} promises of a lease that is handed over in order. */
    private static final Duration BOUND = ConsumerSettings.LONGEST_HANDOVER;

    private static final int SHARDS = 4;

    /** Enough that each shard has some. */
    private static final int STREAMS = 24;

    private final Engines engines =
            new Engines(LocalEngines.forTests().aws(), LocalEngines.forTests().dynamoDb());
    private final String stream = TestCommits.unique("events-");
    private final String application = TestCommits.unique("app-");
    private final InMemoryPositions positions = new InMemoryPositions();
    private final Map<StreamId, List<Long>> applied = new ConcurrentHashMap<>();
    private final AtomicReference<Duration> longestLag = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final List<StreamConsumer> running = new ArrayList<>();
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1);
    private volatile long newest;

    @AfterEach
    void stop_what_runs() {
        clock.shutdownNow();
        running.forEach(StreamConsumer::stop);
        engines.close();
    }

    @Test
    void takes_its_share_and_gives_it_back_without_a_pause_longer_than_the_bound() throws InterruptedException {
        engines.createStream(stream, SHARDS);
        StreamConsumer first = start(0);
        TestCommits commits = TestCommits.ofANewWriter();
        clock.scheduleWithFixedDelay(() -> putOneOfEach(commits), 0, 200, TimeUnit.MILLISECONDS);
        Await.until(GENEROUS, () -> applied.size() == STREAMS && shardsOf(first) == SHARDS);

        longestLag.set(Duration.ZERO);
        StreamConsumer second = start(1);
        Await.until(GENEROUS, () -> shardsOf(first) == SHARDS / 2 && shardsOf(second) == SHARDS / 2);
        awaitWhatWasPut();
        Duration join = longestLag.getAndSet(Duration.ZERO);

        // The first one leads: it gave out the leases, and somebody else has to from now on.
        first.stop();
        Await.until(GENEROUS, () -> shardsOf(second) == SHARDS);
        awaitWhatWasPut();
        Duration leave = longestLag.get();

        clock.shutdown();
        assertThat(clock.awaitTermination(GENEROUS.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        awaitWhatWasPut();
        System.out.println("Longest pause: " + join.toMillis() + " ms when the second instance joined, "
                + leave.toMillis() + " ms when the first one left");
        assertThat(join).as("the pause of a join").isLessThan(BOUND);
        assertThat(leave).as("the pause of a leave").isLessThan(BOUND);
        assertThat(applied)
                .hasSize(STREAMS)
                .allSatisfy((id, versions) -> assertThat(versions)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, newest).boxed().toList()));
        assertThat(fatal.get()).isNull();
    }

    private void putOneOfEach(TestCommits commits) {
        long version = newest + 1;
        List<Commit> round = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            round.add(commits.commit(new StreamId("order", "s" + i), version).commit());
        }
        engines.put(stream, round);
        newest = version;
    }

    private void awaitWhatWasPut() {
        long upTo = newest;
        Await.until(
                GENEROUS,
                () -> applied.values().stream().allMatch(versions -> {
                    synchronized (versions) {
                        return versions.getLast() >= upTo;
                    }
                }));
    }

    private static int shardsOf(StreamConsumer consumer) {
        return consumer.status().shards().size();
    }

    private StreamConsumer start(int slot) {
        StreamConsumer consumer = new StreamConsumer(
                ConsumerSettings.of(application, stream, application + "-" + slot),
                new CommitDispatcher(
                        List.of(new Noting()),
                        positions.of(application),
                        SdkFailures.TRANSIENT,
                        new LagListener(),
                        InstantSource.system()),
                engines.kinesis,
                engines.dynamo,
                InstantSource.system(),
                () -> {},
                fatal::set);
        running.add(consumer);
        consumer.start();
        return consumer;
    }

    private final class LagListener implements ConsumerListener {
        @Override
        public void applied(Commit commit, Duration lag) {
            longestLag.accumulateAndGet(lag, (one, other) -> one.compareTo(other) > 0 ? one : other);
        }
    }

    private final class Noting implements Subscriber {
        @Override
        public String name() {
            return "noting";
        }

        @Override
        public boolean wants(String category) {
            return true;
        }

        @Override
        public void apply(StreamId id, List<Commit> commits) {
            List<Long> versions = applied.computeIfAbsent(id, first -> new ArrayList<>());
            synchronized (versions) {
                commits.forEach(commit -> versions.add(commit.firstVersion()));
            }
        }
    }
}
