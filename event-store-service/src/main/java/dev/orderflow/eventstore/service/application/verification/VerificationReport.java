package dev.orderflow.eventstore.service.application.verification;

import dev.orderflow.eventstore.verification.Proof;
import dev.orderflow.eventstore.verification.VerificationProgress.Phase;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
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
        return changed(draft -> {
            draft.open(Status.RUNNING, nextLook);
            draft.attempt++;
            draft.at(null, 0, 0);
        });
    }

    VerificationReport at(Phase now, long reached, long ofAll, Instant nextLook) {
        return changed(draft -> {
            draft.open(status, nextLook);
            draft.at(now, reached, ofAll);
        });
    }

    VerificationReport completed(Proof found, Instant now) {
        return changed(draft -> {
            draft.end(Status.COMPLETED, now);
            draft.proof = found;
            draft.failure = null;
        });
    }

    /** To be begun again. */
    VerificationReport interrupted(@Nullable String why, Instant nextLook) {
        return changed(draft -> {
            draft.open(Status.QUEUED, nextLook);
            draft.failure = why;
        });
    }

    VerificationReport failed(String why, Instant now) {
        return changed(draft -> {
            draft.end(Status.FAILED, now);
            draft.failure = why;
        });
    }

    private VerificationReport changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new VerificationReport(
                id,
                draft.status,
                requestedBy,
                compareStream,
                requestedAt,
                draft.dueAt,
                draft.endedAt,
                draft.attempt,
                draft.phase,
                draft.done,
                draft.total,
                draft.proof,
                draft.failure);
    }

    /** One that is not completed proves nothing, and one under way has no end. */
    private static final class Draft {
        private Status status;
        private Instant dueAt;
        private @Nullable Instant endedAt;
        private int attempt;
        private @Nullable Phase phase;
        private long done;
        private long total;
        private @Nullable Proof proof;
        private @Nullable String failure;

        private Draft(VerificationReport before) {
            status = before.status;
            dueAt = before.dueAt;
            attempt = before.attempt;
            phase = before.phase;
            done = before.done;
            total = before.total;
            failure = before.failure;
        }

        private void open(Status reached, Instant nextLook) {
            status = reached;
            dueAt = nextLook;
        }

        private void end(Status reached, Instant now) {
            status = reached;
            dueAt = now;
            endedAt = now;
        }

        private void at(@Nullable Phase now, long reached, long ofAll) {
            phase = now;
            done = reached;
            total = ofAll;
        }
    }
}
