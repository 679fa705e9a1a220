package dev.orderflow.eventstore.aws.kcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.aws.kcl.ConsumerSettings.Retrieval;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.infra.engine.KinesisLocalEngine;
import dev.orderflow.infra.engine.LocalEngines;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.Consumer;

/** The same consumer, told by one setting to let the stream push instead of asking it. */
class FanOutIT {
    private static final Duration GENEROUS = Duration.ofSeconds(120);

    @Test
    void a_stream_that_pushes_is_read_as_one_that_is_asked() {
        assumeTrue(
                KinesisLocalEngine.isAvailable(),
                "ENHANCED FAN-OUT IS NOT TESTED HERE: it needs kinesis-local, which needs Node 20 or newer on the path");
        String stream = TestCommits.unique("events-");
        String application = TestCommits.unique("app-");
        StreamId order = new StreamId("order", "one");
        TestCommits writer = TestCommits.ofANewWriter();
        try (KinesisLocalEngine kinesis = KinesisLocalEngine.startEphemeral();
                Engines engines = Engines.fanningOut(
                        kinesis.tlsEndpoint(), LocalEngines.forTests().dynamoDb())) {
            engines.createStream(stream, 1);
            engines.put(stream, versions(writer, order, 1, 5));
            try (NotingConsumer consumer = NotingConsumer.start(
                    fanOut(ConsumerSettings.of(application, stream, application + "-0")), engines)) {
                Await.until(GENEROUS, () -> consumer.versions(order).size() == 5);
                assertThat(registered(engines, stream)).containsExactly(application);

                engines.put(stream, versions(writer, order, 6, 10));

                Await.until(GENEROUS, () -> consumer.versions(order).size() == 10);
                assertThat(consumer.versions(order)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
            }
        }
    }

    private static ConsumerSettings fanOut(ConsumerSettings polling) {
        return new ConsumerSettings(
                polling.application(),
                polling.stream(),
                polling.leaseTable(),
                polling.worker(),
                polling.provision(),
                Retrieval.FAN_OUT,
                polling.idle(),
                polling.mostRecords(),
                polling.checkpointEvery(),
                polling.failover(),
                polling.stopWithin());
    }

    /** Who has a pipe of its own: polling would show nobody. */
    private static List<String> registered(Engines engines, String stream) {
        String arn = engines.kinesis
                .describeStreamSummary(request -> request.streamName(stream))
                .join()
                .streamDescriptionSummary()
                .streamARN();
        return engines.kinesis.listStreamConsumers(request -> request.streamARN(arn)).join().consumers().stream()
                .map(Consumer::consumerName)
                .toList();
    }

    private static List<Commit> versions(TestCommits writer, StreamId stream, int from, int to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(version -> writer.commit(stream, version).commit())
                .toList();
    }
}
