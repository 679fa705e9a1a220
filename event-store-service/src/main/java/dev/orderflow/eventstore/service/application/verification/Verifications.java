package dev.orderflow.eventstore.service.application.verification;

import dev.orderflow.eventstore.decision.DerivedIds;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** What operators ask for and see of verifications. */
public final class Verifications {
    /** Looked at for the newest completed one: one of so many is, unless nothing ever works. */
    private static final int RECENT = 20;

    private final Views<VerificationReport> reports;
    private final InstantSource clock;

    public Verifications(Views<VerificationReport> reports, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** Queues a verification, or answers with the one that has not ended yet: two at once would only share the engines. */
    public VerificationReport ask(String requestedBy, boolean compareStream) {
        Optional<VerificationReport> unfinished = recent(report -> !report.ended());
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        Instant now = clock.instant();
        VerificationReport asked = VerificationReport.asked(
                DerivedIds.of("v", requestedBy, now.toString()), requestedBy, compareStream, now);
        reports.save(new View<>(asked.id(), 1, asked), 0);
        return asked;
    }

    public Optional<VerificationReport> find(String id) {
        return reports.find(id).map(View::value);
    }

    /** The newest one that came to an end with a proof. */
    public Optional<VerificationReport> lastProof() {
        return recent(report -> report.proof() != null);
    }

    private Optional<VerificationReport> recent(Predicate<VerificationReport> wanted) {
        Query newestFirst =
                new Query(VerificationReport.ALL, VerificationReport.PARTITION, null, null, true, RECENT, null);
        return reports.query(newestFirst).items().stream()
                .map(View::value)
                .filter(wanted)
                .findFirst();
    }
}
