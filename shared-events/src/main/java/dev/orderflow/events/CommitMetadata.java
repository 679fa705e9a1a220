package dev.orderflow.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When, by whom and why a commit was made.
 *
 * @param commitId unique per append attempt: tells "mine, the reply was lost" from "somebody else's"
 * @param recordedAt when the writer appended it
 * @param recordedBy the writer's slot, such as {@code orders-0}
 * @param correlationId one id for everything that follows from one request; shown to operators
 * @param causationId the commit or request that caused this one
 * @param traceparent W3C trace context of the cause, or null
 */
public record CommitMetadata(
        String commitId,
        Instant recordedAt,
        String recordedBy,
        String correlationId,
        String causationId,
        @Nullable String traceparent) {}
