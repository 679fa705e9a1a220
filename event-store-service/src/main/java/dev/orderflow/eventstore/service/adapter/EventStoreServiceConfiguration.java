package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.archive.Archive;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.Archiver;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.consumer.ParkedStreams;
import dev.orderflow.eventstore.service.application.archive.ArchiveHeads;
import dev.orderflow.eventstore.service.application.history.StreamHistory;
import dev.orderflow.eventstore.service.application.parked.RedriveDesk;
import dev.orderflow.eventstore.spring.MachineClock;
import dev.orderflow.eventstore.spring.RegularLook;
import dev.orderflow.eventstore.view.ViewFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the archiver, which the consumer runtime hands every record of the stream, and what operators read. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ArchiveProperties.class, ParkedProperties.class})
class EventStoreServiceConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Archive archive(ObjectProvider<AwsEngines> engines, ArchiveProperties properties) {
        return engines.getObject().archive(properties.bucket());
    }

    @Bean
    @ConditionalOnMissingBean
    ArchiveReader archiveReader(ObjectProvider<AwsEngines> engines, ArchiveProperties properties) {
        return engines.getObject().archiveReader(properties.bucket());
    }

    @Bean
    @ConditionalOnMissingBean
    StreamHistories streamHistories(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().streamHistories();
    }

    @Bean
    ArchiveLedger archiveLedger(ViewFactory views) {
        return new ArchiveLedger(views.create(ArchiveLedger.DEFINITION));
    }

    @Bean
    Archiver archiver(
            Archive archive,
            ArchiveReader archiveReader,
            StreamHistories streamHistories,
            ArchiveLedger archiveLedger,
            ArchiveProperties properties,
            InstantSource clock) {
        return new Archiver(archive, archiveReader, streamHistories, archiveLedger, properties.flushAfter(), clock);
    }

    @Bean
    StreamHistory streamHistory(StreamHistories streamHistories) {
        return new StreamHistory(streamHistories);
    }

    @Bean
    ArchiveHealth archiveHealthIndicator(
            ArchiveLedger archiveLedger, ArchiveReader archiveReader, ArchiveProperties properties) {
        return new ArchiveHealth(new ArchiveHeads(archiveLedger, archiveReader), archiveLedger, properties.bucket());
    }

    @Bean
    RedriveDesk redriveDesk(ParkedStreams parkedStreams, MachineClock clock) {
        return new RedriveDesk(parkedStreams, clock.source());
    }

    @Bean
    RegularLook parkedStreamsAlarm(
            ParkedStreams parkedStreams, ParkedProperties properties, MeterRegistry registry, MachineClock clock) {
        ParkedStreamsAlarm alarm =
                new ParkedStreamsAlarm(parkedStreams, properties.gapsCallAfter(), registry, clock.source());
        return new RegularLook("Counting parked streams", properties.lookEvery(), alarm::look);
    }
}
