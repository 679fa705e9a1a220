package dev.orderflow.eventstore.service.application.verification;

import dev.orderflow.eventstore.verification.ArchiveVerification;
import dev.orderflow.eventstore.verification.Proof;
import dev.orderflow.eventstore.verification.VerificationProgress.Phase;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Carries out what was asked for. Whoever begins keeps the report's due time ahead; where that stops, because the process
 * died, another instance or the next start begins anew: a proof reads everything from one moment, so there is nothing to
 * resume from.
 */
public final class VerificationWorker {
    /** Silence after which a worker counts as dead; it tells its progress every second. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    /** An outage passes within minutes; what fails that often does for a reason that an operator has to see. */
    private static final int MOST_ATTEMPTS = 5;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(15);

    private final Views<VerificationReport> reports;
    private final ArchiveVerification verification;
    private final InstantSource clock;
    private final Consumer<VerificationReport> listener;
    private volatile boolean stopping;

    /** @param listener told of each that is completed */
    public VerificationWorker(
            Views<VerificationReport> reports,
            ArchiveVerification verification,
            InstantSource clock,
            Consumer<VerificationReport> listener) {
        this.reports = reports;
        this.verification = verification;
        this.clock = clock;
        this.listener = listener;
    }

    /** What looks for verifications that are due. */
    public DueWork<VerificationReport> dueWork() {
        return new DueWork<>(
                reports,
                VerificationReport.DUE,
                List.of(VerificationReport.PARTITION),
                LOOK_EVERY,
                1,
                clock,
                this::carryOut);
    }

    /** Gives up what is being carried out, at its next sign of progress. */
    public void stop() {
        stopping = true;
    }

    void carryOut(View<VerificationReport> due) {
        if (stopping || due.value().ended()) {
            return;
        }
        Claim claim = new Claim(due);
        if (!claim.save(due.value().begun(clock.instant().plus(LEASE)))) {
            return;
        }
        try {
            Proof proof = verification.run(due.id(), due.value().compareStream(), claim::tell);
            VerificationReport completed = claim.report().completed(proof, clock.instant());
            if (claim.save(completed)) {
                listener.accept(completed);
            }
        } catch (GivenUp e) {
            // Another worker has it, or the next start begins anew.
            claim.save(claim.report().interrupted(null, clock.instant()));
        } catch (RuntimeException e) {
            claim.save(
                    claim.report().attempt() < MOST_ATTEMPTS
                            ? claim.report()
                                    .interrupted(e.toString(), clock.instant().plus(BETWEEN_ATTEMPTS))
                            : claim.report().failed(e.toString(), clock.instant()));
        }
    }

    /** This worker's hold on a report: lost as soon as somebody else writes it. */
    private final class Claim {
        private View<VerificationReport> held;
        private Instant toldAt;

        private Claim(View<VerificationReport> due) {
            this.held = due;
            this.toldAt = clock.instant();
        }

        private VerificationReport report() {
            return held.value();
        }

        private boolean save(VerificationReport report) {
            View<VerificationReport> next = new View<>(held.id(), held.version() + 1, report);
            boolean saved = reports.save(next, held.version());
            if (saved) {
                held = next;
            }
            return saved;
        }

        private void tell(Phase phase, long done, long total) {
            if (stopping) {
                throw new GivenUp();
            }
            Instant now = clock.instant();
            if (phase == held.value().phase() && now.isBefore(toldAt.plus(TELL_EVERY))) {
                return;
            }
            toldAt = now;
            if (!save(held.value().at(phase, done, total, now.plus(LEASE)))) {
                throw new GivenUp();
            }
        }
    }

    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        private GivenUp() {
            super("A verification was given up", null, false, false);
        }
    }
}
