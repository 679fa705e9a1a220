package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.consumer.StreamClock;
import dev.orderflow.eventstore.service.application.verification.VerificationReport;
import dev.orderflow.eventstore.service.application.verification.VerificationWorker;
import dev.orderflow.eventstore.service.application.verification.Verifications;
import dev.orderflow.eventstore.verification.ArchiveVerification;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.verification.StreamContents;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** Wires the proof of the archive. */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ArchiveObjects archiveObjects(ObjectProvider<AwsEngines> engines, ArchiveProperties properties) {
        return engines.getObject().archiveObjects(properties.bucket());
    }

    @Bean
    @ConditionalOnMissingBean
    JournalContents journalContents(ObjectProvider<AwsEngines> engines, ArchiveProperties properties) {
        return engines.getObject().journalContents(properties.journals());
    }

    @Bean
    @ConditionalOnMissingBean
    StreamContents streamContents(ObjectProvider<AwsEngines> engines) {
        return engines.getObject().streamContents();
    }

    @Bean
    Views<VerificationReport> verificationReports(ViewFactory views) {
        return views.create(VerificationReport.DEFINITION);
    }

    @Bean
    Verifications verifications(Views<VerificationReport> verificationReports, InstantSource clock) {
        return new Verifications(verificationReports, clock);
    }

    @Bean
    VerificationWorker verificationWorker(
            Views<VerificationReport> verificationReports,
            ArchiveObjects archiveObjects,
            ArchiveLedger archiveLedger,
            JournalContents journalContents,
            StreamContents streamContents,
            ArchiveProperties properties,
            InstantSource clock,
            StreamClock streamClock) {
        ArchiveVerification verification = new ArchiveVerification(
                archiveObjects,
                archiveLedger,
                journalContents,
                streamContents,
                properties.scratchFolder(),
                properties.grace(),
                clock,
                streamClock.time());
        return new VerificationWorker(verificationReports, verification, clock, VerificationLog::completed);
    }

    @Bean
    DueWork<VerificationReport> dueVerifications(VerificationWorker verificationWorker) {
        return verificationWorker.dueWork();
    }

    /** A proof takes minutes; told before anything is stopped, it ends at its next record. */
    @Bean
    ApplicationListener<ContextClosedEvent> endOfVerifications(VerificationWorker verificationWorker) {
        return closed -> verificationWorker.stop();
    }
}
