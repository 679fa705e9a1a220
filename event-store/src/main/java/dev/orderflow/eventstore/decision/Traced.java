package dev.orderflow.eventstore.decision;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does something for a cause where traces and logs can find it: as a span of the cause's trace, and with the cause's ids
 * on every line. What it appends names the span as its own cause, so that whoever reacts to that goes on from there.
 *
 * <p>How spans are made is the process's affair and known once, as it is with loggers.
 */
public final class Traced {
    private static volatile Spans spans = Spans.NONE;

    private Traced() {}

    /** From now on, spans are made so. */
    public static void by(Spans made) {
        spans = made;
    }

    /** W3C trace context of what this thread is doing, or null where no span is made of it. */
    public static @Nullable String current() {
        return spans.current();
    }

    /**
     * A cause without a trace gets no span: what is decided for it goes on with the trace that its stream had last, see
     * {@link Decisions}, and that is not known yet.
     */
    public static void run(String what, Cause cause, Consumer<Cause> work) {
        if (cause.traceparent() == null) {
            try (LogContext _ = LogContext.of(cause)) {
                work.accept(cause);
            }
        } else {
            call(what, cause, within -> {
                work.accept(within);
                return cause;
            });
        }
    }

    /** As {@link #run}, with an answer; a cause without a trace begins one. */
    public static <T> T call(String what, Cause cause, Function<Cause, T> work) {
        // Around the span too: who makes spans may put ids on the lines himself, and wipes them at the span's end.
        try (LogContext _ = LogContext.of(cause);
                Spans.Span span = spans.begin(what, cause)) {
            Cause within = new Cause(cause.correlationId(), cause.causationId(), span.traceparent());
            try (LogContext _ = LogContext.of(within)) {
                return work.apply(within);
            } catch (RuntimeException | Error e) {
                span.failed(e);
                throw e;
            }
        }
    }
}
