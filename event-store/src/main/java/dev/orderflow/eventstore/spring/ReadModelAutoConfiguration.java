package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.rebuild.ReadModel;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.rebuild.Rebuilder;
import dev.orderflow.eventstore.rebuild.Rebuilds;
import dev.orderflow.eventstore.rebuild.Sources;
import dev.orderflow.eventstore.view.Generations;
import dev.orderflow.eventstore.view.ViewTransactions;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The read models of a service that names them as {@link ReadModel} beans: which generation is read, and rebuilds. */
@AutoConfiguration(after = {EventStoreAutoConfiguration.class, ConsumerAutoConfiguration.class})
@EnableConfigurationProperties(RebuildProperties.class)
public class ReadModelAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Generations generations(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().generations();
    }

    @Bean
    @Lazy
    Rebuilds rebuilds(Generations generations, ViewTransactions transactions, InstantSource clock) {
        return new Rebuilds(generations, transactions, clock);
    }

    @Bean
    @ConditionalOnBean(ReadModel.class)
    ReadModels readModels(
            OrderflowProperties properties,
            ObjectProvider<ReadModel> models,
            Rebuilds rebuilds,
            Generations generations,
            ViewTransactions transactions) {
        return new ReadModels(
                properties.service(), models.orderedStream().toList(), rebuilds, generations, transactions);
    }

    /** Where the stream is consumed; a service in memory has no archive. */
    @Bean
    @ConditionalOnBean(ReadModel.class)
    @ConditionalOnMissingBean(InMemoryCommitStream.class)
    @ConditionalOnProperty(name = "orderflow.consumer.enabled", matchIfMissing = true)
    RebuildLifecycle rebuildLifecycle(
            ReadModels models,
            Rebuilds rebuilds,
            Generations generations,
            ObjectProvider<AwsEngines> engines,
            RebuildProperties properties,
            InstanceSlot slot,
            TransientFailures failures) {
        return new RebuildLifecycle(() -> {
            AwsEngines aws = engines.getObject();
            Sources sources =
                    new Sources(aws.archiveReader(properties.archive()), aws.streamTail(), aws::journalAudit, failures);
            return new Rebuilder(models, rebuilds, generations, sources, slot.writer(), new Patience());
        });
    }
}
