package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.events.codec.UnreadableCommitException;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.SequenceOrder;
import dev.orderflow.eventstore.service.application.audit.AuditBatch.Placed;
import dev.orderflow.eventstore.verification.JournalContents;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.Change;
import dev.orderflow.eventstore.view.Views.View;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Audits what was archived and not yet audited. What it remembers is durable, and each round is one object: violations are
 * written first, then the items, then the position. So a crash loses nothing and counts nothing twice, and several
 * auditors do no harm.
 */
public final class Auditor {
    private final ArchiveLedger ledger;
    private final ArchiveReader archive;
    private final NextObjects next;
    private final Memory memory;
    private final Suspects suspects;
    private final InstantSource clock;

    /** Where everything that is remembered lies. */
    public record Memory(
            Views<AuditPosition> positions,
            Views<AuditedOrder> orders,
            Views<AuditedSku> skus,
            Views<AuditedStream> streams,
            Views<AuditedViolation> violations) {

        /** One that is known already stays as it is. */
        void keep(List<AuditedViolation> found) {
            if (!found.isEmpty()) {
                violations.saveEach(found.stream()
                        .collect(Collectors.toMap(AuditedViolation::id, violation -> violation, (one, same) -> one))
                        .values()
                        .stream()
                        .map(violation -> new Change<>(new View<>(violation.id(), 1, violation), 0))
                        .toList());
            }
        }
    }

    public Auditor(
            ArchiveLedger ledger,
            ArchiveReader archive,
            NextObjects next,
            JournalContents journals,
            Memory memory,
            InstantSource clock) {
        this.ledger = ledger;
        this.archive = archive;
        this.next = next;
        this.memory = memory;
        this.suspects = new Suspects(memory, journals);
        this.clock = clock;
    }

    /**
     * Audits until nothing is left that was archived when this began, a shard's objects in their order.
     *
     * @param goOn asked before each object, and each page of suspects
     */
    public void catchUp(BooleanSupplier goOn) {
        Instant began = clock.instant();
        Instant everythingUntil = began;
        for (OfShard head : ledger.all()) {
            View<AuditPosition> position = position(head.shardId());
            for (String key : next.after(position.value(), head)) {
                if (!goOn.getAsBoolean()) {
                    return;
                }
                Optional<View<AuditPosition>> moved = audit(key, position);
                if (moved.isEmpty()) {
                    return;
                }
                position = moved.get();
            }
            if (SequenceOrder.isAfter(
                            head.lastSequence(), orZero(position.value().lastSequence()))
                    && position.value().lastArrivedAt().isBefore(everythingUntil)) {
                everythingUntil = position.value().lastArrivedAt();
            }
        }
        suspects.judge(everythingUntil, goOn);
    }

    private View<AuditPosition> position(String shardId) {
        return memory.positions().find(shardId).orElseGet(() -> new View<>(shardId, 0, AuditPosition.start(shardId)));
    }

    /** @return the new position, or empty where another auditor was faster */
    private Optional<View<AuditPosition>> audit(String key, View<AuditPosition> position) {
        List<Placed> commits = new ArrayList<>();
        ArchiveObject object = archive.read(key, record -> add(record, commits));
        AuditBatch batch = new AuditBatch(
                new Remembered<>(memory.orders(), AuditedOrder::unknown),
                new Remembered<>(memory.skus(), AuditedSku::none),
                new Remembered<>(memory.streams(), stream -> new AuditedStream(stream, 0)));
        batch.load(commits);
        commits.forEach(batch::apply);
        memory.keep(batch.violations());
        if (!batch.save()) {
            return Optional.empty();
        }
        AuditPosition before = position.value();
        View<AuditPosition> after = new View<>(
                position.id(),
                position.version() + 1,
                new AuditPosition(
                        before.shardId(),
                        object.key(),
                        object.lastSequence(),
                        object.lastArrivedAt(),
                        before.objects() + 1,
                        before.commits() + commits.size()));
        return memory.positions().save(after, position.version()) ? Optional.of(after) : Optional.empty();
    }

    /** What is no commit, or none that this build can read, breaks no promise that can be judged here. */
    private static void add(ArchivedRecord record, List<Placed> commits) {
        if (record.header() == null) {
            return;
        }
        try {
            commits.add(new Placed(record.commit(), record.place(), record.arrivedAt()));
        } catch (UnreadableCommitException e) {
            // Consumers park its stream, which says more than a violation would.
        }
    }

    private static String orZero(String sequence) {
        return sequence.isEmpty() ? "0" : sequence;
    }
}
