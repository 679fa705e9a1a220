package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.service.application.archive.ArchiveTotals;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class ArchiveStatusController {
    private final ArchiveLedger ledger;

    ArchiveStatusController(ArchiveLedger ledger) {
        this.ledger = ledger;
    }

    @GetMapping(path = "/v1/archive/status", produces = "application/json")
    StatusBody status() {
        return StatusBody.of(ArchiveTotals.of(ledger.all()));
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
            List<HeadBody> shards) {
        static StatusBody of(ArchiveTotals totals) {
            return new StatusBody(
                    totals.objects(),
                    totals.records(),
                    totals.commits(),
                    totals.distinctCommits(),
                    totals.events(),
                    totals.distinctEvents(),
                    totals.unreadable(),
                    totals.conflicts(),
                    totals.shards().stream().map(HeadBody::of).toList());
        }
    }

    record HeadBody(
            String shardId,
            long objects,
            long records,
            String lastSequenceNumber,
            String lastObject,
            Instant lastArrivedAt) {
        static HeadBody of(OfShard shard) {
            return new HeadBody(
                    shard.shardId(),
                    shard.objects(),
                    shard.records(),
                    shard.lastSequence(),
                    shard.lastObject(),
                    shard.lastArrivedAt());
        }
    }
}
