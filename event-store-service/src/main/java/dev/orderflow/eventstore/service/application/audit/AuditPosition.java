package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.List;

/**
 * How far one shard is audited.
 *
 * @param lastObject key of the last object that was audited, empty before the first
 * @param lastArrivedAt when its last record had come to the stream
 * @param commits that were looked at, repetitions included
 */
public record AuditPosition(
        String shardId, String lastObject, String lastSequence, Instant lastArrivedAt, long objects, long commits) {
    static final String ALL = "all";

    public static final ViewDefinition<AuditPosition> DEFINITION = new ViewDefinition<>(
            "audit-positions",
            AuditPosition.class,
            List.of(new Index<>(ALL, position -> new IndexKey(ALL, position.shardId()))));

    static AuditPosition start(String shardId) {
        return new AuditPosition(shardId, "", "", Instant.EPOCH, 0, 0);
    }
}
