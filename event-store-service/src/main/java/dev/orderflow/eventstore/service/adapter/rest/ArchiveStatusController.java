package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.service.application.archive.ArchiveTotals;
import dev.orderflow.eventstore.service.application.verification.VerificationReport;
import dev.orderflow.eventstore.service.application.verification.Verifications;
import dev.orderflow.eventstore.verification.Finding.Kind;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class ArchiveStatusController {
    private final ArchiveLedger ledger;
    private final Verifications verifications;

    ArchiveStatusController(ArchiveLedger ledger, Verifications verifications) {
        this.ledger = ledger;
        this.verifications = verifications;
    }

    @GetMapping(path = "/v1/archive/status", produces = "application/json")
    StatusBody status() {
        return StatusBody.of(
                ArchiveTotals.of(ledger.all()),
                verifications.lastProof().map(LastProofBody::of).orElse(null));
    }

    record StatusBody(
            long objects,
            long records,
            long commits,
            long distinctCommits,
            long events,
            long distinctEvents,
            long unreadable,
            long conflicts,
            @Nullable LastProofBody lastProof,
            List<HeadBody> shards) {
        static StatusBody of(ArchiveTotals totals, @Nullable LastProofBody lastProof) {
            return new StatusBody(
                    totals.objects(),
                    totals.records(),
                    totals.commits(),
                    totals.distinctCommits(),
                    totals.events(),
                    totals.distinctEvents(),
                    totals.unreadable(),
                    totals.conflicts(),
                    lastProof,
                    totals.shards().stream().map(HeadBody::of).toList());
        }
    }

    /** What the last verification found, in short. */
    record LastProofBody(String verificationId, Instant endedAt, boolean sound, long findings, long missingObjects) {
        static LastProofBody of(VerificationReport report) {
            Map<Kind, Long> counts =
                    report.proof() == null ? Map.of() : report.proof().counts();
            return new LastProofBody(
                    report.id(),
                    report.endedAt() == null ? report.requestedAt() : report.endedAt(),
                    counts.isEmpty(),
                    counts.values().stream().mapToLong(Long::longValue).sum(),
                    counts.getOrDefault(Kind.MISSING_OBJECT, 0L));
        }
    }

    record HeadBody(
            String shardId,
            long objects,
            long records,
            String lastSequenceNumber,
            String lastObject,
            String lastLink,
            Instant lastArrivedAt) {
        static HeadBody of(OfShard shard) {
            return new HeadBody(
                    shard.shardId(),
                    shard.objects(),
                    shard.records(),
                    shard.lastSequence(),
                    shard.lastObject(),
                    shard.lastLink(),
                    shard.lastArrivedAt());
        }
    }
}
