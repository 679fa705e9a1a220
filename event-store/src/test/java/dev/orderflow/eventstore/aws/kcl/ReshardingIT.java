package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.KinesisLocalEngine;
import dev.orderflow.infra.engine.LocalEngines;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The stream is split and merged while records keep coming. */
class ReshardingIT {
    private static final Duration GENEROUS = Duration.ofSeconds(120);
    private static final String MIDDLE_OF_ALL_KEYS = "170141183460469231731687303715884105728";

    /** Of what a run puts while it waits, so that a run that never ends has an end. */
    private static final int MOST_ROUNDS = 2_000;

    private static final List<StreamId> STREAMS = IntStream.range(0, 20)
            .mapToObj(number -> new StreamId("order", "s" + number))
            .toList();

    @Test
    void a_split_and_a_merge_under_load_lose_and_reorder_nothing() throws InterruptedException {
        loses_and_reorders_nothing(LocalEngines.forTests().aws());
    }

    @Test
    void nor_do_they_on_an_engine_of_another_make() throws InterruptedException {
        assumeFalse(LocalEngines.areLocalStack(), "LocalStack has one Kinesis, and the other test is on it");
        assumeTrue(
                KinesisLocalEngine.isAvailable(),
                "THE SECOND ENGINE IS NOT TESTED HERE: kinesis-local needs Node 20 or newer on the path");
        loses_and_reorders_nothing(LocalEngines.forTests().reshardingKinesis());
    }

    private static void loses_and_reorders_nothing(URI kinesis) throws InterruptedException {
        String stream = TestCommits.unique("events-");
        String application = TestCommits.unique("app-");
        try (Engines engines = new Engines(kinesis, LocalEngines.forTests().dynamoDb());
                Load load = new Load(engines, stream)) {
            engines.createStream(stream, 1);
            load.start();
            try (NotingConsumer consumer =
                    NotingConsumer.start(ConsumerSettings.of(application, stream, application + "-0"), engines)) {
                awaitMore(consumer, load);
                split(engines, stream);
                awaitMore(consumer, load);
                merge(engines, stream);
                awaitMore(consumer, load);
                long last = load.stop();

                Await.until(GENEROUS, () -> STREAMS.stream().allMatch(id -> reached(consumer, id) == last));
                List<Long> all = LongStream.rangeClosed(1, last).boxed().toList();
                assertThat(STREAMS)
                        .allSatisfy(id -> assertThat(consumer.versions(id)).isEqualTo(all));
            }
        }
    }

    /** Until every stream goes on with what was put from now on. */
    private static void awaitMore(NotingConsumer consumer, Load load) {
        long put = load.rounds.get();
        Await.until(GENEROUS, () -> STREAMS.stream().allMatch(id -> reached(consumer, id) > put + 1));
    }

    private static long reached(NotingConsumer consumer, StreamId id) {
        List<Long> versions = consumer.versions(id);
        return versions.isEmpty() ? 0 : versions.getLast();
    }

    private static void split(Engines engines, String stream) {
        String shard = open(engines, stream).getFirst().shardId();
        engines.kinesis
                .splitShard(request ->
                        request.streamName(stream).shardToSplit(shard).newStartingHashKey(MIDDLE_OF_ALL_KEYS))
                .join();
        Await.until(() -> open(engines, stream).size() == 2);
    }

    private static void merge(Engines engines, String stream) {
        List<Shard> shards = open(engines, stream);
        engines.kinesis
                .mergeShards(request -> request.streamName(stream)
                        .shardToMerge(shards.getFirst().shardId())
                        .adjacentShardToMerge(shards.getLast().shardId()))
                .join();
        Await.until(() -> open(engines, stream).size() == 1);
    }

    /** Those that take records. */
    private static List<Shard> open(Engines engines, String stream) {
        return engines.kinesis.listShards(request -> request.streamName(stream)).join().shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();
    }

    /** Puts version after version of every stream, without a pause, until it is told to stop. */
    private static final class Load implements AutoCloseable {
        private final TestCommits writer = TestCommits.ofANewWriter();
        private final AtomicLong rounds = new AtomicLong();
        private final AtomicBoolean stopping = new AtomicBoolean();
        private final Engines engines;
        private final String stream;
        private final Thread thread = Thread.ofVirtual().unstarted(this::run);

        Load(Engines engines, String stream) {
            this.engines = engines;
            this.stream = stream;
        }

        void start() {
            thread.start();
        }

        /** @return the last version of every stream */
        long stop() throws InterruptedException {
            stopping.set(true);
            thread.join();
            return rounds.get();
        }

        private void run() {
            while (!stopping.get() && rounds.get() < MOST_ROUNDS) {
                long version = rounds.get() + 1;
                List<Commit> commits = new ArrayList<>();
                STREAMS.forEach(id -> commits.add(writer.commit(id, version).commit()));
                engines.put(stream, commits);
                rounds.set(version);
            }
        }

        @Override
        public void close() throws InterruptedException {
            stop();
        }
    }
}
