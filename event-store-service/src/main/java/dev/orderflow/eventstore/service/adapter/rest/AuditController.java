package dev.orderflow.eventstore.service.adapter.rest;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.service.application.audit.AuditPosition;
import dev.orderflow.eventstore.service.application.audit.AuditStatus;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation;
import dev.orderflow.eventstore.service.application.audit.Auditor;
import dev.orderflow.web.security.RequiresScope;
import dev.orderflow.web.security.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequiresScope(Scopes.OPERATIONS)
class AuditController {
    private final Auditor.Memory memory;
    private final ArchiveLedger ledger;

    AuditController(Auditor.Memory memory, ArchiveLedger ledger) {
        this.memory = memory;
        this.ledger = ledger;
    }

    @GetMapping(path = "/v1/audit", produces = "application/json")
    AuditBody audit() {
        AuditStatus status = AuditStatus.of(memory);
        Map<String, OfShard> heads = ledger.all().stream().collect(Collectors.toMap(OfShard::shardId, head -> head));
        List<ShardBody> shards = status.positions().stream()
                .map(position -> ShardBody.of(position, heads.get(position.shardId())))
                .toList();
        boolean upToDate = shards.size() == heads.size() && shards.stream().allMatch(ShardBody::upToDate);
        return new AuditBody(status.violations(), upToDate, shards, status.newest());
    }

    /** @param upToDate whether everything is audited that is archived */
    record AuditBody(
            long violations, boolean upToDate, List<ShardBody> shards, List<AuditedViolation> newestViolations) {}

    record ShardBody(
            String shardId,
            String lastSequenceNumber,
            String lastObject,
            Instant lastArrivedAt,
            long commits,
            boolean upToDate) {
        static ShardBody of(AuditPosition position, @Nullable OfShard head) {
            return new ShardBody(
                    position.shardId(),
                    position.lastSequence(),
                    position.lastObject(),
                    position.lastArrivedAt(),
                    position.commits(),
                    head != null && head.lastObject().equals(position.lastObject()));
        }
    }
}
