package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.KinesisLocalEngine;
import dev.orderflow.infra.engine.LocalEngines;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Needs kinesis-local: the other local engine drops the records of a shard that was split. */
class ReshardingIT {
    private final Map<StreamId, List<Long>> seen = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    @Test
    void a_split_loses_and_reorders_nothing() {
        assumeTrue(
                KinesisLocalEngine.isAvailable(),
                "RESHARDING IS NOT TESTED HERE: it needs kinesis-local, which needs Node 20 or newer on the path");
        String stream = TestCommits.unique("events-");
        String application = TestCommits.unique("app-");
        try (Engines engines = new Engines(
                LocalEngines.forTests().reshardingKinesis(),
                LocalEngines.forTests().dynamoDb())) {
            engines.createStream(stream, 1);
            engines.put(stream, commits(1, 4));
            StreamConsumer consumer = new StreamConsumer(
                    ConsumerSettings.of(application, stream, application + "-0"),
                    new CommitDispatcher(
                            List.of(new Noting()),
                            new InMemoryPositions().of(application),
                            SdkFailures.TRANSIENT,
                            ConsumerListener.NONE,
                            InstantSource.system()),
                    engines.kinesis,
                    engines.dynamo,
                    InstantSource.system(),
                    () -> {},
                    fatal -> {});
            consumer.start();
            try {
                Await.until(Duration.ofSeconds(60), () -> count.get() > 0);
                split(engines, stream);
                engines.put(stream, commits(5, 10));

                Await.until(Duration.ofSeconds(120), () -> count.get() == 200);
            } finally {
                consumer.stop();
            }
        }
        assertThat(seen)
                .hasSize(20)
                .allSatisfy((id, versions) ->
                        assertThat(versions).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
    }

    private static void split(Engines engines, String stream) {
        String shard = engines.kinesis
                .listShards(request -> request.streamName(stream))
                .join()
                .shards()
                .getFirst()
                .shardId();
        engines.kinesis
                .splitShard(request -> request.streamName(stream)
                        .shardToSplit(shard)
                        .newStartingHashKey("170141183460469231731687303715884105728"))
                .join();
        Await.until(() -> engines.kinesis
                        .listShards(request -> request.streamName(stream))
                        .join()
                        .shards()
                        .size()
                == 3);
    }

    private static List<Commit> commits(int from, int to) {
        TestCommits made = TestCommits.ofANewWriter();
        List<Commit> commits = new ArrayList<>();
        for (int version = from; version <= to; version++) {
            for (int i = 0; i < 20; i++) {
                commits.add(made.commit(new StreamId("order", "s" + i), version).commit());
            }
        }
        return commits;
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
        public void apply(StreamId stream, List<Commit> commits) {
            List<Long> versions = seen.computeIfAbsent(stream, first -> new ArrayList<>());
            commits.forEach(commit -> versions.add(commit.firstVersion()));
            count.addAndGet(commits.size());
        }
    }
}
