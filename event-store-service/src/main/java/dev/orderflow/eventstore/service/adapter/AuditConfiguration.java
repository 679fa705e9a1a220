package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.consumer.StreamClock;
import dev.orderflow.eventstore.service.application.audit.AuditPosition;
import dev.orderflow.eventstore.service.application.audit.AuditedOrder;
import dev.orderflow.eventstore.service.application.audit.AuditedSku;
import dev.orderflow.eventstore.service.application.audit.AuditedStream;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation;
import dev.orderflow.eventstore.service.application.audit.Auditor;
import dev.orderflow.eventstore.service.application.audit.NextObjects;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.view.ViewFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the continuous auditor. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    @Bean
    Auditor.Memory auditMemory(ViewFactory views) {
        return new Auditor.Memory(
                views.create(AuditPosition.DEFINITION),
                views.create(AuditedOrder.DEFINITION),
                views.create(AuditedSku.DEFINITION),
                views.create(AuditedStream.DEFINITION),
                views.create(AuditedViolation.DEFINITION));
    }

    @Bean
    Auditor auditor(
            ArchiveLedger archiveLedger,
            ArchiveReader archiveReader,
            ArchiveObjects archiveObjects,
            JournalContents journalContents,
            Auditor.Memory auditMemory,
            StreamClock streamClock) {
        return new Auditor(
                archiveLedger,
                archiveReader,
                new NextObjects(archiveObjects),
                journalContents,
                auditMemory,
                streamClock.time());
    }

    @Bean
    AuditLoop auditHealthIndicator(Auditor auditor, Auditor.Memory auditMemory, AuditProperties properties) {
        return new AuditLoop(auditor, auditMemory, properties.every());
    }

    @Bean
    MeterBinder auditMetrics(AuditLoop auditHealthIndicator) {
        return registry -> Gauge.builder("orderflow.audit.violations", auditHealthIndicator, AuditLoop::violations)
                .description("Promises that the auditor found broken; an alarm belongs on anything but 0")
                .register(registry);
    }
}
