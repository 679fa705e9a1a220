package dev.orderflow.eventstore.service.application.verification;

import dev.orderflow.eventstore.verification.Finding.Kind;
import dev.orderflow.eventstore.verification.Proof;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verification whose verdict a machine waits for, behind a restore: nothing else runs then, so the archive has to hold
 * every single commit. What only the stream had at first, the archiver of this very process archives meanwhile, so what
 * is missing is looked for again until the time is up. Everything else that is wrong stays wrong, and ends it at once.
 */
public final class UnattendedVerification {
    private static final Set<Kind> MAY_BE_ON_ITS_WAY = Set.of(Kind.MISSING_COMMIT, Kind.MISSING_RECORD);

    private final Verifications verifications;
    private final String requestedBy;
    private final Instant until;
    private final InstantSource clock;
    private @Nullable String asked;
    private Verdict soFar = Verdict.NO_PROOF;

    /** What the process ends with. */
    public enum Verdict {
        /** Whole, unaltered and equal to the journals, to the last commit. */
        PROVED(0),
        /** A verification came to its end and found something. */
        NOT_WHAT_WAS_WRITTEN(1),
        /** None came to its end in time, or commits were on their way into the archive all the time. */
        NO_PROOF(2);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** @param within counted from now; a verification that is under way then is given up */
    public UnattendedVerification(
            Verifications verifications, String requestedBy, Duration within, InstantSource clock) {
        this.verifications = verifications;
        this.requestedBy = requestedBy;
        this.until = clock.instant().plus(within);
        this.clock = clock;
    }

    /** To be called now and then by one thread, until there is a verdict. */
    public Optional<Verdict> look() {
        if (clock.instant().isAfter(until)) {
            return Optional.of(soFar);
        }
        if (asked == null) {
            asked = verifications.ask(requestedBy, true).id();
        }
        VerificationReport report = verifications
                .find(asked)
                .orElseThrow(() -> new IllegalStateException("Verification " + asked + " is gone"));
        if (!report.ended()) {
            return Optional.empty();
        }
        asked = null;
        Proof proof = report.proof();
        if (proof == null) {
            return Optional.of(Verdict.NO_PROOF);
        }
        if (proof.sound() && proof.pending() == 0) {
            return Optional.of(Verdict.PROVED);
        }
        soFar = proof.sound() ? Verdict.NO_PROOF : Verdict.NOT_WHAT_WAS_WRITTEN;
        return MAY_BE_ON_ITS_WAY.containsAll(proof.counts().keySet()) ? Optional.empty() : Optional.of(soFar);
    }
}
