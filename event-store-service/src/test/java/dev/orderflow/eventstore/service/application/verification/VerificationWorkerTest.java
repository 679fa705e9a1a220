package dev.orderflow.eventstore.service.application.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.memory.InMemoryArchive;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.service.application.verification.VerificationReport.Status;
import dev.orderflow.eventstore.verification.ArchiveVerification;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.view.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationWorkerTest {
    @TempDir
    private Path scratch;

    private final InMemoryViewStore store = new InMemoryViewStore();
    private final Views<VerificationReport> reports = store.create(VerificationReport.DEFINITION);
    private final List<VerificationReport> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-05T12:00:00Z");
    private final Verifications verifications = new Verifications(reports, () -> now);
    private Runnable whileReading = () -> {};

    @Test
    void what_was_asked_for_is_carried_out_and_kept() {
        String id = verifications.ask("ada", true).id();

        assertThat(worker().dueWork().runOnce()).isEqualTo(1);

        VerificationReport report = verifications.find(id).orElseThrow();
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.proof().sound()).isTrue();
        assertThat(report.attempt()).isEqualTo(1);
        assertThat(report.requestedBy()).isEqualTo("ada");
        assertThat(verifications.lastProof()).contains(report);
        assertThat(told).containsExactly(report);
        assertThat(worker().dueWork().runOnce()).isZero();
    }

    @Test
    void who_asks_while_one_has_not_ended_gets_that_one() {
        VerificationReport first = verifications.ask("ada", true);
        assertThat(verifications.ask("bob", false)).isEqualTo(first);

        worker().dueWork().runOnce();
        now = now.plusSeconds(1);

        assertThat(verifications.ask("bob", false).id()).isNotEqualTo(first.id());
    }

    @Test
    void what_a_crash_interrupted_begins_anew_when_its_worker_was_silent_long_enough() {
        String id = verifications.ask("ada", true).id();
        VerificationWorker another = worker();
        whileReading = () -> {
            whileReading = () -> {};
            assertThat(another.dueWork().runOnce())
                    .as("it is being carried out")
                    .isZero();
            // This worker hangs for so long that it counts as dead.
            now = now.plus(Duration.ofMinutes(2));
            assertThat(another.dueWork().runOnce()).isEqualTo(1);
        };

        worker().dueWork().runOnce();

        VerificationReport report = verifications.find(id).orElseThrow();
        assertThat(report.status()).isEqualTo(Status.COMPLETED);
        assertThat(report.attempt()).isEqualTo(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void a_worker_that_stops_leaves_it_to_the_next() {
        String id = verifications.ask("ada", true).id();
        VerificationWorker stopped = worker();
        whileReading = stopped::stop;

        stopped.dueWork().runOnce();
        assertThat(verifications.find(id).orElseThrow().status()).isEqualTo(Status.QUEUED);
        assertThat(stopped.dueWork().runOnce()).as("looked at and left alone").isEqualTo(1);
        assertThat(verifications.find(id).orElseThrow().status()).isEqualTo(Status.QUEUED);

        whileReading = () -> {};
        worker().dueWork().runOnce();
        assertThat(verifications.find(id).orElseThrow().status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void an_outage_is_waited_out_for_a_while_and_then_told() {
        String id = verifications.ask("ada", true).id();
        whileReading = () -> {
            throw new IllegalStateException("no answer");
        };
        for (int attempt = 1; attempt < 5; attempt++) {
            worker().dueWork().runOnce();
            assertThat(verifications.find(id).orElseThrow().status()).isEqualTo(Status.QUEUED);
            assertThat(worker().dueWork().runOnce()).as("not at once").isZero();
            now = now.plusSeconds(15);
        }
        worker().dueWork().runOnce();

        VerificationReport report = verifications.find(id).orElseThrow();
        assertThat(report.status()).isEqualTo(Status.FAILED);
        assertThat(report.failure()).contains("no answer");
        assertThat(verifications.lastProof()).isEmpty();
    }

    private VerificationWorker worker() {
        JournalContents journals = new JournalContents() {
            @Override
            public void read(Consumer<StoredBytes> reader) {
                whileReading.run();
            }

            @Override
            public Optional<StoredBytes> find(StreamId stream, long firstVersion) {
                return Optional.empty();
            }
        };
        ArchiveVerification verification = new ArchiveVerification(
                new InMemoryArchive(),
                new ArchiveLedger(store.create(ArchiveLedger.DEFINITION)),
                journals,
                (until, reader) -> {},
                scratch,
                Duration.ofMinutes(15),
                () -> now,
                () -> now);
        return new VerificationWorker(reports, verification, () -> now, told::add);
    }
}
