package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus.Phase;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.LocalEngines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamConsumerIT {
    private static final Duration GENEROUS = Duration.ofSeconds(90);

    private final Engines engines =
            new Engines(LocalEngines.forTests().aws(), LocalEngines.forTests().dynamoDb());
    private final String stream = TestCommits.unique("events-");
    private final String application = TestCommits.unique("app-");
    private final InMemoryPositions positions = new InMemoryPositions();
    private final List<StreamConsumer> running = new ArrayList<>();
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final AtomicInteger repairs = new AtomicInteger();

    @BeforeEach
    void create_the_stream() {
        engines.createStream(stream, 2);
    }

    @AfterEach
    void stop_what_runs() {
        running.forEach(StreamConsumer::stop);
        engines.close();
    }

    @Test
    void brings_two_thousand_commits_each_once_and_in_order() {
        Received received = new Received();
        engines.put(stream, commits(40, 1, 50));

        StreamConsumer consumer = start(dispatcher(received));

        Await.until(GENEROUS, () -> received.count() == 2_000);
        received.assertEachOnceInOrder(40, 50);
        System.out.println(
                "First records " + consumer.status().firstRecordAfter().toMillis() + " ms after the start");
        assertThat(consumer.status().phase()).isEqualTo(Phase.RUNNING);
        assertThat(consumer.status().shards()).hasSize(2);
        assertThat(fatal.get()).isNull();
    }

    @Test
    void loses_nothing_and_repeats_nothing_over_an_orderly_stop() {
        Received received = new Received();
        engines.put(stream, commits(20, 1, 30));
        StreamConsumer first = start(dispatcher(received));
        Await.until(GENEROUS, () -> received.count() > 0);
        first.stop();
        assertThat(first.status().phase()).isEqualTo(Phase.STOPPED);
        long atStop = received.count();
        engines.put(stream, commits(20, 31, 40));
        assertThat(received.count()).as("nothing comes after the stop").isEqualTo(atStop);

        StreamConsumer second = start(dispatcher(received));

        Await.until(GENEROUS, () -> received.count() == 800);
        received.assertEachOnceInOrder(20, 40);
        System.out.println("First records " + second.status().firstRecordAfter().toMillis() + " ms after the restart");
    }

    @Test
    void an_orderly_stop_checkpoints_so_that_nothing_comes_again() {
        Raw raw = new Raw();
        engines.put(stream, commits(4, 1, 5));
        StreamConsumer first = start(raw);
        Await.until(GENEROUS, () -> raw.size() == 20);
        first.stop();

        Raw after = new Raw();
        engines.put(stream, commits(4, 6, 6));
        start(after);

        Await.until(GENEROUS, () -> after.size() == 4);
        assertThat(after.size()).isEqualTo(4);
    }

    @Test
    void a_checkpoint_never_passes_what_the_handler_calls_durable() {
        Raw undecided = new Raw() {
            @Override
            String durable(List<StreamRecord> batch) {
                return null;
            }
        };
        engines.put(stream, commits(4, 1, 5));
        StreamConsumer first = start(undecided);
        Await.until(GENEROUS, () -> undecided.size() == 20);
        first.stop();

        Raw again = new Raw();
        start(again);

        Await.until(GENEROUS, () -> again.size() == 20);
    }

    @Test
    void a_handler_that_throws_ends_the_process_and_loses_nothing() {
        engines.put(stream, commits(1, 1, 5));
        StreamConsumer broken = start(new Raw() {
            @Override
            String durable(List<StreamRecord> batch) {
                if (batch.isEmpty()) {
                    return null;
                }
                throw new AssertionError("a bug");
            }
        });
        Await.until(GENEROUS, () -> fatal.get() != null);
        assertThat(broken.status().phase()).isEqualTo(Phase.FAILED);
        broken.stop();

        Raw next = new Raw();
        start(next);

        Await.until(GENEROUS, () -> next.size() == 5);
    }

    @Test
    void a_stream_that_was_lost_and_made_again_is_read_from_its_start() {
        Raw first = new Raw();
        engines.put(stream, commits(4, 1, 5));
        StreamConsumer before = start(first);
        Await.until(GENEROUS, () -> first.size() == 20);
        before.stop();
        Instant lostAt = createdAt();
        engines.kinesis.deleteStream(request -> request.streamName(stream)).join();
        Await.until(() -> !engines.kinesis.listStreams().join().streamNames().contains(stream));
        // The creation time has whole seconds.
        Await.until(() -> InstantSource.system().instant().isAfter(lostAt.plusSeconds(1)));
        engines.createStream(stream, 2);
        engines.put(stream, commits(4, 6, 7));

        Raw second = new Raw();
        start(second);

        Await.until(GENEROUS, () -> second.size() == 8);
        assertThat(repairs).hasValue(1);
    }

    @Test
    void a_stream_that_went_back_to_an_older_state_is_repaired_and_read_from_its_start() {
        assumeFalse(
                LocalEngines.areLocalStack(),
                "it says of a record that is gone that the stream is not there, as AWS does not");
        Raw first = new Raw();
        engines.put(stream, commits(4, 1, 5));
        StreamConsumer before = start(first);
        Await.until(GENEROUS, () -> first.size() == 20);
        before.stop();
        assertThat(repairs).hasValue(0);
        // As if the engine had forgotten the newest records: the checkpoints name one that is not there.
        engines.checkpointAllLeases(application + "-leases", "999999999999999999999999999999");

        Raw second = new Raw();
        start(second);

        Await.until(GENEROUS, () -> second.size() == 20);
        assertThat(repairs).hasValue(1);
    }

    private Instant createdAt() {
        return engines.kinesis
                .describeStreamSummary(request -> request.streamName(stream))
                .join()
                .streamDescriptionSummary()
                .streamCreationTimestamp();
    }

    private StreamConsumer start(ShardHandler.Factory handlers) {
        StreamConsumer consumer = new StreamConsumer(
                ConsumerSettings.of(application, stream, application + "-0"),
                handlers,
                engines.kinesis,
                engines.dynamo,
                InstantSource.system(),
                repairs::incrementAndGet,
                fatal::set);
        running.add(consumer);
        consumer.start();
        return consumer;
    }

    private CommitDispatcher dispatcher(Subscriber subscriber) {
        return new CommitDispatcher(
                List.of(subscriber),
                positions.of(application),
                SdkFailures.TRANSIENT,
                ConsumerListener.NONE,
                InstantSource.system());
    }

    /** Versions from..to of each of so many streams, version by version. */
    private List<Commit> commits(int streams, int from, int to) {
        List<Commit> commits = new ArrayList<>();
        for (int version = from; version <= to; version++) {
            for (int i = 0; i < streams; i++) {
                String id = "s" + i + "v" + version;
                commits.add(new Commit(
                        new StreamId("order", "s" + i),
                        version,
                        List.of(ExampleEvents.placed(id, 1)),
                        new CommitMetadata(id, ExampleEvents.NOON, "orders-0", id, id, null)));
            }
        }
        return commits;
    }

    private static final class Received implements Subscriber {
        private final Map<StreamId, List<Long>> versions = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return "received";
        }

        @Override
        public boolean wants(String category) {
            return true;
        }

        @Override
        public void apply(StreamId stream, List<Commit> commits) {
            List<Long> before = versions.computeIfAbsent(stream, first -> new ArrayList<>());
            synchronized (before) {
                commits.forEach(commit -> before.add(commit.firstVersion()));
            }
        }

        long count() {
            return versions.values().stream()
                    .mapToLong(seen -> {
                        synchronized (seen) {
                            return seen.size();
                        }
                    })
                    .sum();
        }

        void assertEachOnceInOrder(int streams, int upTo) {
            List<Long> expected = LongStream.rangeClosed(1, upTo).boxed().toList();
            assertThat(versions).hasSize(streams);
            assertThat(versions).allSatisfy((stream, seen) -> assertThat(seen).isEqualTo(expected));
        }
    }

    /** Takes records as they come, in one handler for all shards. */
    private static class Raw implements ShardHandler.Factory {
        private final List<StreamRecord> records = new ArrayList<>();

        synchronized int size() {
            return records.size();
        }

        String durable(List<StreamRecord> batch) {
            return batch.isEmpty() ? null : batch.getLast().sequenceNumber();
        }

        private synchronized void add(List<StreamRecord> batch) {
            records.addAll(batch);
        }

        @Override
        public ShardHandler open(String shardId) {
            return new ShardHandler() {
                @Override
                public String process(List<StreamRecord> batch) {
                    add(batch);
                    return durable(batch);
                }

                @Override
                public String finish() {
                    return null;
                }

                @Override
                public void abandon() {}
            };
        }
    }
}
