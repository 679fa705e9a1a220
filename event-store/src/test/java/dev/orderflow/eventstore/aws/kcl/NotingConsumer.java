package dev.orderflow.eventstore.aws.kcl;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A consumer as in production, of which a test sees which version of which stream took effect, in which order. */
final class NotingConsumer implements Subscriber, AutoCloseable {
    private final Map<StreamId, List<Long>> seen = new ConcurrentHashMap<>();
    private final StreamConsumer consumer;

    private NotingConsumer(ConsumerSettings settings, Engines engines) {
        this.consumer = new StreamConsumer(
                settings,
                new CommitDispatcher(
                        List.of(this),
                        new InMemoryPositions().of(settings.application()),
                        SdkFailures.TRANSIENT,
                        ConsumerListener.NONE,
                        InstantSource.system()),
                engines.kinesis,
                engines.dynamo,
                InstantSource.system(),
                () -> {},
                fatal -> {});
    }

    static NotingConsumer start(ConsumerSettings settings, Engines engines) {
        NotingConsumer noting = new NotingConsumer(settings, engines);
        noting.consumer.start();
        return noting;
    }

    /** In the order in which they took effect; a snapshot. */
    List<Long> versions(StreamId stream) {
        return seen.getOrDefault(stream, List.of());
    }

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
        List<Long> more = commits.stream().map(Commit::firstVersion).toList();
        seen.merge(
                stream,
                more,
                (before, after) ->
                        Stream.concat(before.stream(), after.stream()).toList());
    }

    @Override
    public void close() {
        consumer.stop();
    }
}
