package dev.orderflow.eventstore.service.application.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.service.application.verification.UnattendedVerification.Verdict;
import dev.orderflow.eventstore.verification.Finding.Kind;
import dev.orderflow.eventstore.verification.Proof;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class UnattendedVerificationTest {
    private static final Proof SOUND = proof(0, Map.of());
    private static final Proof MISSING = proof(0, Map.of(Kind.MISSING_COMMIT, 2L));

    private final Views<VerificationReport> reports = new InMemoryViewStore().create(VerificationReport.DEFINITION);
    private Instant now = Instant.parse("2026-01-05T12:00:00Z");
    private final UnattendedVerification verification = new UnattendedVerification(
            new Verifications(reports, () -> now), "recovery", Duration.ofMinutes(10), () -> now);

    @Test
    void a_sound_proof_is_the_verdict() {
        assertThat(verification.look()).as("nobody carried it out yet").isEmpty();
        found(SOUND);
        assertThat(verification.look()).contains(Verdict.PROVED);
        assertThat(Verdict.PROVED.exitCode()).isZero();
    }

    @Test
    void what_is_missing_is_looked_for_again_while_it_may_be_on_its_way() {
        verification.look();
        found(MISSING);
        assertThat(verification.look()).isEmpty();
        later(Duration.ofMinutes(1));
        assertThat(verification.look()).as("asked for again").isEmpty();
        found(SOUND);
        assertThat(verification.look()).contains(Verdict.PROVED);
    }

    @Test
    void what_is_still_missing_when_the_time_is_up_is_lost() {
        verification.look();
        found(MISSING);
        verification.look();
        later(Duration.ofMinutes(11));
        assertThat(verification.look()).contains(Verdict.NOT_WHAT_WAS_WRITTEN);
        assertThat(Verdict.NOT_WHAT_WAS_WRITTEN.exitCode()).isEqualTo(1);
    }

    @Test
    void anything_else_that_is_wrong_ends_it_at_once() {
        verification.look();
        found(proof(0, Map.of(Kind.ALTERED_OBJECT, 1L, Kind.MISSING_COMMIT, 2L)));
        assertThat(verification.look()).contains(Verdict.NOT_WHAT_WAS_WRITTEN);
    }

    @Test
    void commits_that_stay_on_their_way_prove_nothing() {
        verification.look();
        found(proof(3, Map.of()));
        assertThat(verification.look()).isEmpty();
        later(Duration.ofMinutes(11));
        assertThat(verification.look()).contains(Verdict.NO_PROOF);
        assertThat(Verdict.NO_PROOF.exitCode()).isEqualTo(2);
    }

    @Test
    void one_that_failed_proves_nothing() {
        verification.look();
        ended(report -> report.failed("no answer", now));
        assertThat(verification.look()).contains(Verdict.NO_PROOF);
    }

    @Test
    void one_that_takes_too_long_is_given_up() {
        verification.look();
        later(Duration.ofMinutes(11));
        assertThat(verification.look()).contains(Verdict.NO_PROOF);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private void found(Proof proof) {
        ended(report -> report.completed(proof, now));
    }

    /** As the worker ends the one that is open. */
    private void ended(UnaryOperator<VerificationReport> end) {
        View<VerificationReport> open = reports
                .query(new Query(VerificationReport.ALL, VerificationReport.PARTITION, null, null, true, 20, null))
                .items()
                .stream()
                .filter(view -> !view.value().ended())
                .findFirst()
                .orElseThrow();
        assertThat(reports.save(new View<>(open.id(), open.version() + 1, end.apply(open.value())), open.version()))
                .isTrue();
    }

    private static Proof proof(long pending, Map<Kind, Long> counts) {
        return new Proof(10, 2, 10, 10, pending, counts, List.of(), List.of());
    }
}
