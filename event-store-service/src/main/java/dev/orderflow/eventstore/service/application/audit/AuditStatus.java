package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.Views.Query;
import dev.orderflow.eventstore.view.Views.View;
import java.util.List;

/**
 * What the auditor has to say.
 *
 * @param violations how many, up to {@value #MOST}
 * @param newest some of them, the newest first
 * @param positions up to where each shard was audited
 */
public record AuditStatus(long violations, List<AuditedViolation> newest, List<AuditPosition> positions) {
    /** Counted by reading: there should be none, and past so many the number does not matter. */
    public static final int MOST = 1_000;

    private static final int SHOWN = 20;

    /** Shards, those that have ended included; a stream is split a few times in its life. */
    private static final int SHARDS = 1_000;

    public AuditStatus {
        newest = List.copyOf(newest);
        positions = List.copyOf(positions);
    }

    public static AuditStatus of(Auditor.Memory memory) {
        Query newestFirst = new Query(AuditedViolation.ALL, AuditedViolation.PARTITION, null, null, true, MOST, null);
        List<View<AuditedViolation>> violations =
                memory.violations().query(newestFirst).items();
        return new AuditStatus(
                violations.size(),
                violations.stream().limit(SHOWN).map(View::value).toList(),
                memory.positions().query(Query.all(AuditPosition.ALL, AuditPosition.ALL, SHARDS)).items().stream()
                        .map(View::value)
                        .toList());
    }
}
