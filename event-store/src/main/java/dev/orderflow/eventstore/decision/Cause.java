package dev.orderflow.eventstore.decision;

import dev.orderflow.events.Commit;
import org.jspecify.annotations.Nullable;

/**
 * Why a command is given: carried into the commit's metadata.
 *
 * @param correlationId one id for all that follows from one request
 * @param causationId the request or commit that gave rise to the command
 * @param traceparent W3C trace context, or null
 */
public record Cause(
        String correlationId, String causationId, @Nullable String traceparent) {

    /** A request from outside, known by its request id. */
    public static Cause request(String requestId, @Nullable String traceparent) {
        return new Cause(requestId, requestId, traceparent);
    }

    /** A reaction to a commit: the same correlation goes on. */
    public static Cause of(Commit commit) {
        return new Cause(
                commit.metadata().correlationId(),
                commit.streamId() + "@" + commit.firstVersion(),
                commit.metadata().traceparent());
    }
}
