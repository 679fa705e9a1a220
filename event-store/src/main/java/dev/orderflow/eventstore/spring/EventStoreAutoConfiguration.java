package dev.orderflow.eventstore.spring;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Redrives;
import dev.orderflow.eventstore.consumer.ShardKeys;
import dev.orderflow.eventstore.consumer.StreamClock;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.slot.SlotLease;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.ViewTransactions;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.AwsProperties;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbProperties;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The ports of one service, each replaceable by a bean of its own. */
@AutoConfiguration(after = AwsClientsAutoConfiguration.class)
@EnableConfigurationProperties({OrderflowProperties.class, TablesProperties.class, ClockProperties.class})
public class EventStoreAutoConfiguration {
    private static final Logger log = LoggerFactory.getLogger(EventStoreAutoConfiguration.class);

    /** The one home of time. */
    @Bean
    @ConditionalOnMissingBean
    InstantSource clock(
            OrderflowProperties properties,
            ClockProperties adjusting,
            ObjectProvider<AwsConnectionDetails> connection,
            ObjectProvider<AwsProperties> aws,
            ObjectProvider<DynamoDbProperties> dynamoDb) {
        if (adjusting.adjustable()) {
            return adjustable(
                    adjusting, isLocal(connection.getIfAvailable(), aws.getIfAvailable(), dynamoDb.getIfAvailable()));
        }
        if (properties.clockOffset().isZero()) {
            return InstantSource.system();
        }
        log.warn("The clock is moved by {} (orderflow.clock-offset)", properties.clockOffset());
        return InstantSource.offset(InstantSource.system(), properties.clockOffset());
    }

    private static InstantSource adjustable(ClockProperties adjusting, boolean local) {
        if (!local) {
            throw new IllegalStateException(
                    "orderflow.clock.adjustable is for a local stack alone, whose engines have an"
                            + " endpoint (spring.cloud.aws.endpoint). Here it would move the time of real orders: remove it.");
        }
        if (adjusting.file() == null) {
            throw new IllegalStateException(
                    "orderflow.clock.adjustable needs orderflow.clock.file, which says how far the clock was moved.");
        }
        return new AdjustableClock(InstantSource.system(), adjusting.file());
    }

    /** AWS itself is found by its region; whatever has an endpoint, by a property or by a service connection, is not it. */
    private static boolean isLocal(
            @Nullable AwsConnectionDetails connection,
            @Nullable AwsProperties aws,
            @Nullable DynamoDbProperties dynamoDb) {
        return (connection != null && connection.getEndpoint() != null)
                || (aws != null && aws.getEndpoint() != null)
                || (dynamoDb != null && dynamoDb.getEndpoint() != null);
    }

    @Bean
    @ConditionalOnMissingBean
    MachineClock machineClock() {
        return new MachineClock(InstantSource.system());
    }

    @Bean
    StreamClock streamClock() {
        return new StreamClock(InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    CommitCodec commitCodec() {
        return CommitCodec.standard();
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    Provisioning provisioning(
            OrderflowProperties properties,
            TablesProperties tables,
            ObjectProvider<AwsConnectionDetails> connection,
            AwsProperties aws,
            DynamoDbProperties dynamoDb,
            DynamoDbClient dynamo,
            KinesisClient kinesis,
            S3Client s3) {
        Boolean wanted = properties.provision();
        boolean enabled = wanted == null ? isLocal(connection.getIfAvailable(), aws, dynamoDb) : wanted;
        return new Provisioning(enabled, tables.protection(), dynamo, kinesis, s3);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    AwsEngines awsEngines(
            OrderflowProperties properties,
            Provisioning provisioning,
            DynamoDbClient dynamo,
            KinesisClient kinesis,
            S3Client s3) {
        return new AwsEngines(
                new AwsEngines.Names(
                        properties.service(),
                        properties.tablePrefix(),
                        properties.stream(),
                        properties.snapshotBucket()),
                provisioning,
                dynamo,
                kinesis,
                s3);
    }

    @Bean
    @ConditionalOnMissingBean
    Journal journal(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().journal();
    }

    @Bean
    @ConditionalOnMissingBean
    PublicationLog publicationLog(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().publicationLog();
    }

    @Bean
    @ConditionalOnMissingBean
    CommitStream commitStream(ObjectProvider<AwsEngines> engines, OrderflowProperties properties) {
        return engines.getObject().commitStream(properties.shards());
    }

    @Bean
    @ConditionalOnMissingBean
    Positions positions(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().positions();
    }

    @Bean
    @ConditionalOnMissingBean
    ParkedStreams parkedStreams(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().parkedStreams();
    }

    @Bean
    @ConditionalOnMissingBean
    Redrives redrives(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().redrives();
    }

    @Bean
    @ConditionalOnMissingBean
    ShardKeys shardKeys(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().shardKeys();
    }

    @Bean
    @ConditionalOnMissingBean
    ViewFactory viewFactory(ObjectProvider<AwsEngines> engines) {
        return engines.getObject()::create;
    }

    @Bean
    @ConditionalOnMissingBean
    ViewTransactions viewTransactions(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().viewTransactions();
    }

    @Bean
    @ConditionalOnMissingBean
    Snapshots snapshots(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().snapshots();
    }

    /** Outlives whatever writes or consumes under its name: it is made before them and closed after them. */
    @Bean
    @ConditionalOnMissingBean
    InstanceSlot instanceSlot(OrderflowProperties properties, ObjectProvider<AwsEngines> engines, MachineClock clock) {
        if (!properties.claimsItsSlot()) {
            return InstanceSlot.fixed(properties.service(), Integer.parseInt(properties.slot()));
        }
        SlotLease lease = SlotLease.claim(
                engines.getObject().slotClaims(), ThisProcess.id(clock.source()), clock.source(), System::nanoTime);
        return InstanceSlot.claimed(properties.service(), lease, EndOfProcess::atOnce);
    }

    @Bean
    @ConditionalOnMissingBean
    Publication publication(InstanceSlot slot, PublicationLog publicationLog, Journal journal, InstantSource clock) {
        return new Publication(slot.writer(), publicationLog, journal, clock);
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    Publisher publisher(Publication publication, CommitStream stream, InstantSource clock) {
        return new Publisher(publication, stream, clock);
    }

    @Bean
    PublisherLifecycle publisherLifecycle(Publisher publisher) {
        return new PublisherLifecycle(publisher);
    }

    @Bean
    PublicationHealthIndicator publicationHealthIndicator(
            Publication publication, Publisher publisher, InstantSource clock) {
        return new PublicationHealthIndicator(publication, publisher, clock);
    }

    @Bean
    PublicationMetrics publicationMetrics(Publication publication, Publisher publisher, InstantSource clock) {
        return new PublicationMetrics(publication, publisher, clock);
    }

    @Bean
    DueWorkLifecycle dueWorkLifecycle(ObjectProvider<DueWork<?>> dueWork) {
        return new DueWorkLifecycle(dueWork);
    }
}
