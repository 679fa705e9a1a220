package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.kcl.ConsumerSettings;
import dev.orderflow.eventstore.aws.kcl.ConsumerStatus;
import dev.orderflow.eventstore.aws.kcl.StreamConsumer;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** Consumption starts last and stops first: the default phase is just that. Can be started again. */
final class ConsumerLifecycle implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ConsumerLifecycle.class);

    private final Supplier<ConsumerSettings> settings;
    private final ConsumerHandlers handlers;
    private final ObjectProvider<KinesisAsyncClient> kinesis;
    private final ObjectProvider<DynamoDbAsyncClient> dynamo;
    private final ConsumerMetrics metrics;
    private final InstantSource clock;
    private final Runnable repair;
    private volatile @Nullable StreamConsumer consumer;

    ConsumerLifecycle(
            Supplier<ConsumerSettings> settings,
            ConsumerHandlers handlers,
            ObjectProvider<KinesisAsyncClient> kinesis,
            ObjectProvider<DynamoDbAsyncClient> dynamo,
            ConsumerMetrics metrics,
            InstantSource clock,
            Runnable repair) {
        this.settings = settings;
        this.handlers = handlers;
        this.kinesis = kinesis;
        this.dynamo = dynamo;
        this.metrics = metrics;
        this.clock = clock;
        this.repair = repair;
    }

    @Override
    public void start() {
        StreamConsumer next = new StreamConsumer(
                settings.get(),
                handlers.make(),
                kinesis.getObject(),
                dynamo.getObject(),
                clock,
                repair,
                EndOfProcess::because);
        log.info("What comes from the stream goes to: {}", handlers.describe());
        next.start();
        consumer = next;
        metrics.show(next.status());
    }

    @Override
    public void stop() {
        StreamConsumer running = consumer;
        consumer = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return consumer != null;
    }

    /** Null before the start and after the stop. */
    @Nullable
    ConsumerStatus status() {
        StreamConsumer running = consumer;
        return running == null ? null : running.status();
    }
}
