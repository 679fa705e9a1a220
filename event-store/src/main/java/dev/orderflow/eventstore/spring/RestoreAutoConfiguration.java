package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.archive.ArchiveCounts;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.aws.kcl.ConsumerLeases;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.PublicationLog;
import dev.orderflow.eventstore.rebuild.ModelReplay;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.rebuild.WholeStream;
import dev.orderflow.eventstore.restore.ArchiveRestore;
import dev.orderflow.eventstore.restore.Leases;
import dev.orderflow.eventstore.restore.Restore;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/** {@code orderflow.restore.run=true}: this start makes the service's tables again from the archive, and nothing else. */
@AutoConfiguration(after = {ConsumerAutoConfiguration.class, ReadModelAutoConfiguration.class})
@ConditionalOnProperty("orderflow.restore.run")
@EnableConfigurationProperties({RestoreProperties.class, RebuildProperties.class})
public class RestoreAutoConfiguration {
    @Bean
    Leases consumerLeases(
            OrderflowProperties orderflow,
            InstanceSlot slot,
            ConsumerProperties properties,
            Provisioning provisioning,
            KinesisAsyncClient kinesis,
            DynamoDbAsyncClient dynamo,
            InstantSource clock) {
        // Only leases are written here: nothing is read from a shard, so that no pause has to be found.
        boolean local = true;
        return new ConsumerLeases(
                ConsumerAutoConfiguration.settings(orderflow, slot, properties, provisioning, local),
                kinesis,
                dynamo,
                clock);
    }

    /** Of a service with journals or read models of its own. */
    @Bean
    @ConditionalOnBean(ReadModels.class)
    RestoreLifecycle restoreLifecycle(
            OrderflowProperties orderflow,
            RestoreProperties properties,
            RebuildProperties rebuild,
            AwsEngines engines,
            ReadModels models,
            ObjectProvider<Subscriber> subscribers,
            Journal journal,
            PublicationLog publicationLog,
            Positions positions,
            Leases leases,
            TransientFailures failures,
            InstantSource clock) {
        return new RestoreLifecycle(() -> {
            Patience patience = new Patience();
            return new Restore(
                            new Restore.Service(
                                    orderflow.service(),
                                    subscribers.orderedStream().toList(),
                                    ModelReplay.of(models, failures, patience)),
                            new WholeStream(engines.archiveReader(rebuild.archive()), engines.streamTail()),
                            new Restore.Ports(journal, publicationLog, positions, leases),
                            patience,
                            clock)
                    .run(properties.again());
        });
    }

    /** Of the service that keeps the archive. */
    @Bean
    @ConditionalOnBean(ArchiveLedger.class)
    RestoreLifecycle archiveRestoreLifecycle(
            RebuildProperties rebuild,
            AwsEngines engines,
            StreamHistories histories,
            ArchiveLedger ledger,
            Leases leases) {
        return new RestoreLifecycle(() -> {
            Patience patience = new Patience();
            return new ArchiveRestore(
                            engines.archiveReader(rebuild.archive()),
                            new ArchiveCounts(histories, ledger, patience),
                            leases,
                            patience)
                    .run();
        });
    }
}
