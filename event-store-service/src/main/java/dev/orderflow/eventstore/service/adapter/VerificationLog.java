package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.service.application.verification.VerificationReport;
import dev.orderflow.eventstore.verification.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what a verification found: an alarm may be set on it. */
final class VerificationLog {
    private static final Logger log = LoggerFactory.getLogger(VerificationLog.class);

    private VerificationLog() {}

    static void completed(VerificationReport report) {
        Proof proof = report.proof();
        if (proof == null) {
            return;
        }
        if (proof.sound()) {
            log.info(
                    "Verification {}: the archive is whole; {} records in {} objects, {} commits in the journals",
                    report.id(),
                    proof.records(),
                    proof.objects(),
                    proof.journalCommits());
        } else {
            log.error(
                    "THE ARCHIVE IS NOT WHAT WAS WRITTEN: {} (GET /v1/archive/verifications/{})",
                    proof.counts(),
                    report.id());
            proof.findings().stream().limit(10).forEach(finding -> log.error("{}", finding));
        }
    }
}
