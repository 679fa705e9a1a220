package dev.orderflow.eventstore.decision;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The ids by which log lines are found, on the lines of this thread for as long as something is done for a cause. What
 * stood there before stands there again afterwards.
 */
public final class LogContext implements AutoCloseable {
    /** The request's id or, once a business matter has one of its own, such as an order's, that. */
    private static final String REQUEST = "requestId";

    private static final String TRACE = "traceId";

    private final @Nullable String requestBefore = MDC.get(REQUEST);
    private final @Nullable String traceBefore = MDC.get(TRACE);

    private LogContext() {}

    public static LogContext of(Cause cause) {
        LogContext context = new LogContext();
        put(REQUEST, cause.correlationId());
        put(TRACE, cause.traceId());
        return context;
    }

    @Override
    public void close() {
        put(REQUEST, requestBefore);
        put(TRACE, traceBefore);
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
