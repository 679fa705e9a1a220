package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.aws.kcl.ConsumerSettings;
import dev.orderflow.eventstore.aws.kcl.ConsumerSettings.Retrieval;
import dev.orderflow.eventstore.aws.kcl.SdkFailures;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.spring.AwsClientsAutoConfiguration.KinesisClientProperties;
import io.awspring.cloud.autoconfigure.AwsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientProperties;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.AwsProperties;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientAsyncConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Consumes the stream for a service that has {@link Subscriber} beans, or one {@link ShardHandler.Factory}: one application
 * named like the service. It starts when the context is up and stops before anything else does.
 */
@AutoConfiguration(
        after = EventStoreAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnProperty(name = "orderflow.consumer.enabled", matchIfMissing = true)
@ConditionalOnMissingBean(InMemoryCommitStream.class)
@Conditional(ConsumerAutoConfiguration.SomethingToDo.class)
@EnableConfigurationProperties(ConsumerProperties.class)
public class ConsumerAutoConfiguration {
    /** A few reads, renewals and checkpoints at a time; the default of 50 would allow for a fleet of shards. */
    private static final int CONNECTIONS = 16;

    @Bean
    @ConditionalOnMissingBean
    TransientFailures transientFailures() {
        return TransientFailures.CORE.or(SdkFailures.TRANSIENT);
    }

    @Bean
    ConsumerMetrics consumerMetrics(ObjectProvider<MeterRegistry> registry) {
        return new ConsumerMetrics(registry.getIfAvailable());
    }

    @Bean
    ConsumerLifecycle consumerLifecycle(
            OrderflowProperties orderflow,
            InstanceSlot slot,
            ConsumerProperties properties,
            ObjectProvider<Provisioning> provisioning,
            ObjectProvider<Subscriber> subscribers,
            ObjectProvider<ShardHandler.Factory> factories,
            Positions positions,
            TransientFailures failures,
            ObjectProvider<ConsumerListener> listeners,
            ObjectProvider<KinesisAsyncClient> kinesis,
            ObjectProvider<DynamoDbAsyncClient> dynamo,
            ConsumerMetrics metrics,
            MachineClock clock,
            Publication publication,
            Redrives redrives,
            ShardKeys shardKeys,
            ObjectProvider<ReadModels> models,
            ObjectProvider<AwsProperties> aws,
            ObjectProvider<KinesisClientProperties> kinesisEndpoint) {
        ConsumerHandlers handlers = new ConsumerHandlers(
                subscribers.orderedStream().toList(),
                factories.orderedStream().toList(),
                positions,
                failures,
                new ConsumerListeners(listeners.orderedStream().toList()),
                clock.source(),
                redrives,
                shardKeys,
                models.getIfAvailable());
        return new ConsumerLifecycle(
                () -> settings(
                        orderflow,
                        slot,
                        properties,
                        provisioning.getObject(),
                        isLocal(aws.getIfAvailable(), kinesisEndpoint.getIfAvailable())),
                handlers,
                kinesis,
                dynamo,
                metrics,
                clock.source(),
                publication::republishEverything);
    }

    @Bean
    @ConditionalOnMissingBean(name = "consumerHealthIndicator")
    ConsumerHealthIndicator consumerHealthIndicator(
            ConsumerLifecycle lifecycle, ParkedStreams parked, OrderflowProperties orderflow, MachineClock clock) {
        return new ConsumerHealthIndicator(lifecycle, parked, orderflow.service(), clock.source());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean(name = "consumerHttpClient")
    SdkAsyncHttpClient consumerHttpClient(ConsumerProperties properties) {
        // Fan-out needs HTTP/2; everything else understands 1.1, local engines only that.
        return NettyNioAsyncHttpClient.builder()
                .maxConcurrency(CONNECTIONS)
                .protocol(properties.retrieval() == Retrieval.FAN_OUT ? Protocol.HTTP2 : Protocol.HTTP1_1)
                .build();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    KinesisAsyncClient kinesisAsyncClient(
            AwsClientBuilderConfigurer configurer,
            ObjectProvider<AwsConnectionDetails> connection,
            KinesisClientProperties properties,
            SdkAsyncHttpClient consumerHttpClient) {
        return configure(configurer, KinesisAsyncClient.builder(), properties, connection.getIfAvailable())
                .httpClient(consumerHttpClient)
                .asyncConfiguration(withoutThreadsOfItsOwn())
                .build();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    DynamoDbAsyncClient dynamoDbAsyncClient(
            AwsClientBuilderConfigurer configurer,
            ObjectProvider<AwsConnectionDetails> connection,
            DynamoDbProperties properties) {
        return configure(configurer, DynamoDbAsyncClient.builder(), properties, connection.getIfAvailable())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS))
                .asyncConfiguration(withoutThreadsOfItsOwn())
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configure(
            AwsClientBuilderConfigurer configurer,
            B builder,
            AwsClientProperties properties,
            @Nullable AwsConnectionDetails connection) {
        Stream<AwsAsyncClientCustomizer> none = Stream.empty();
        return configurer.configureAsyncClient(builder, properties, connection, Stream.empty(), none);
    }

    /** By default each client keeps a pool of a dozen platform threads to complete its futures. */
    private static ClientAsyncConfiguration withoutThreadsOfItsOwn() {
        return ClientAsyncConfiguration.builder()
                .advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                        Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    private static boolean isLocal(@Nullable AwsProperties aws, @Nullable KinesisClientProperties kinesis) {
        return (aws != null && aws.getEndpoint() != null) || (kinesis != null && kinesis.getEndpoint() != null);
    }

    static ConsumerSettings settings(
            OrderflowProperties orderflow,
            InstanceSlot slot,
            ConsumerProperties properties,
            Provisioning provisioning,
            boolean local) {
        return new ConsumerSettings(
                orderflow.tablePrefix() + orderflow.service(),
                orderflow.stream(),
                orderflow.tablePrefix() + orderflow.service() + "-leases",
                slot.writer(),
                provisioning.isEnabled(),
                properties.retrieval(),
                IdleTime.of(properties, local),
                properties.mostRecords(),
                properties.checkpointEvery(),
                properties.failover(),
                properties.stopWithin());
    }

    /** Without subscribers or a handler of its own a service does not consume. */
    static final class SomethingToDo extends AnyNestedCondition {
        SomethingToDo() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnBean(Subscriber.class)
        static class Subscribers {}

        @ConditionalOnBean(ShardHandler.Factory.class)
        static class Handlers {}
    }
}
