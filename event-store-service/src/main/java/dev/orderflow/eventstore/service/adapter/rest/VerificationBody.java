package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.service.application.verification.VerificationReport;
import dev.orderflow.eventstore.service.application.verification.VerificationReport.Status;
import dev.orderflow.eventstore.verification.Finding;
import dev.orderflow.eventstore.verification.Finding.Kind;
import dev.orderflow.eventstore.verification.Proof;
import dev.orderflow.eventstore.verification.VerificationProgress.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verification as operators see it. */
record VerificationBody(
        String verificationId,
        Status status,
        String requestedBy,
        boolean stream,
        Instant requestedAt,
        @Nullable Instant endedAt,
        int attempt,
        @Nullable ProgressBody progress,
        @Nullable ProofBody proof,
        @Nullable String failure) {

    static VerificationBody of(VerificationReport report) {
        Phase phase = report.phase();
        Proof proof = report.proof();
        return new VerificationBody(
                report.id(),
                report.status(),
                report.requestedBy(),
                report.compareStream(),
                report.requestedAt(),
                report.endedAt(),
                report.attempt(),
                phase == null ? null : new ProgressBody(phase, report.done(), report.total()),
                proof == null ? null : ProofBody.of(proof),
                report.failure());
    }

    record ProgressBody(Phase phase, long done, long total) {}

    record ProofBody(
            boolean sound,
            long journalCommits,
            long objects,
            long records,
            long streamRecords,
            long pendingCommits,
            List<CountBody> counts,
            List<Finding> findings,
            List<Proof.Head> heads) {

        static ProofBody of(Proof proof) {
            return new ProofBody(
                    proof.sound(),
                    proof.journalCommits(),
                    proof.objects(),
                    proof.records(),
                    proof.streamRecords(),
                    proof.pending(),
                    proof.counts().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(count -> new CountBody(count.getKey(), count.getValue()))
                            .toList(),
                    proof.findings(),
                    proof.heads());
        }
    }

    record CountBody(Kind kind, long number) {}
}
