package dev.orderflow.eventstore.service.application.verification;

import dev.orderflow.eventstore.verification.Proof;
import dev.orderflow.eventstore.verification.VerificationProgress.Phase;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One verification, from the request to what it found.
 *
 * @param compareStream whether the stream is read as well
 * @param dueAt when somebody has to look after it: at first at once; while it is carried out, after the longest silence
 *     that a living worker keeps
 * @param attempt how often it was begun; a crash begins it anew
 * @param phase null before the first attempt
 * @param proof null until it is completed
 * @param failure why the last attempt came to nothing, or null
 */
public record VerificationReport(
        String id,
        Status status,
        String requestedBy,
        boolean compareStream,
        Instant requestedAt,
        Instant dueAt,
        @Nullable Instant endedAt,
        int attempt,
        @Nullable Phase phase,
        long done,
        long total,
        @Nullable Proof proof,
        @Nullable String failure) {

    static final String DUE = "due";
    static final String ALL = "all";

    /** Where an index of this read model keeps everything: there are few verifications. */
    static final String PARTITION = "verifications";

    public static final ViewDefinition<VerificationReport> DEFINITION = new ViewDefinition<>(
            "archive-verifications",
            VerificationReport.class,
            List.of(
                    new Index<>(
                            DUE,
                            report -> report.ended() ? null : new IndexKey(PARTITION, DueWork.sortKey(report.dueAt()))),
                    new Index<>(ALL, report -> new IndexKey(PARTITION, DueWork.sortKey(report.requestedAt())))));

    /** How far it is. */
    public enum Status {
        QUEUED,
        RUNNING,
        COMPLETED,
        FAILED
    }

    static VerificationReport asked(String id, String requestedBy, boolean compareStream, Instant now) {
        return new VerificationReport(
                id, Status.QUEUED, requestedBy, compareStream, now, now, null, 0, null, 0, 0, null, null);
    }

    public boolean ended() {
        return status == Status.COMPLETED || status == Status.FAILED;
    }

    VerificationReport begun(Instant nextLook) {
        return new VerificationReport(
                id,
                Status.RUNNING,
                requestedBy,
                compareStream,
                requestedAt,
                nextLook,
                null,
                attempt + 1,
                null,
                0,
                0,
                null,
                failure);
    }

    VerificationReport at(Phase now, long done, long total, Instant nextLook) {
        return new VerificationReport(
                id,
                status,
                requestedBy,
                compareStream,
                requestedAt,
                nextLook,
                null,
                attempt,
                now,
                done,
                total,
                null,
                failure);
    }

    VerificationReport completed(Proof found, Instant now) {
        return new VerificationReport(
                id,
                Status.COMPLETED,
                requestedBy,
                compareStream,
                requestedAt,
                now,
                now,
                attempt,
                phase,
                done,
                total,
                found,
                null);
    }

    /** To be begun again. */
    VerificationReport interrupted(@Nullable String why, Instant nextLook) {
        return new VerificationReport(
                id,
                Status.QUEUED,
                requestedBy,
                compareStream,
                requestedAt,
                nextLook,
                null,
                attempt,
                phase,
                done,
                total,
                null,
                why);
    }

    VerificationReport failed(String why, Instant now) {
        return new VerificationReport(
                id,
                Status.FAILED,
                requestedBy,
                compareStream,
                requestedAt,
                now,
                now,
                attempt,
                phase,
                done,
                total,
                null,
                why);
    }
}
