package dev.orderflow.eventstore.decision;

import dev.orderflow.events.Commit;
import org.jspecify.annotations.Nullable;

/**
 * Why a command is given: carried into the commit's metadata.
 *
 * @param correlationId one id for all that follows from one request
 * @param causationId the request or commit that gave rise to the command
 * @param traceparent W3C trace context, or null where there is none: then the stream's last one counts
 */
public record Cause(
        String correlationId, String causationId, @Nullable String traceparent) {

    /** A traceparent is {@code 00-<trace id>-<span id>-<flags>}. */
    private static final int TRACE_ID_START = 3;

    private static final int TRACE_ID_END = TRACE_ID_START + 32;

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

    /** 32 hexadecimal digits: what finds all that belongs together, in traces and in logs; null where there is no trace. */
    public @Nullable String traceId() {
        return traceId(traceparent);
    }

    /** As {@link #traceId()}, of a trace context that was found somewhere. */
    public static @Nullable String traceId(@Nullable String context) {
        return context != null && context.length() >= TRACE_ID_END
                ? context.substring(TRACE_ID_START, TRACE_ID_END)
                : null;
    }
}
