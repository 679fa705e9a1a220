package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.ViewDefinition;
import java.util.List;

/** How far a stream has come, of those that are remembered for nothing else. */
public record AuditedStream(String stream, long version) {
    public static final ViewDefinition<AuditedStream> DEFINITION =
            new ViewDefinition<>("audit-streams", AuditedStream.class, List.of());
}
