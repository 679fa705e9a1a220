package dev.orderflow.eventstore.decision;

import org.jspecify.annotations.Nullable;

/** Makes the spans of traces: what was done when, for how long, and what gave rise to it. */
public interface Spans {
    /** Where traces are switched off: what is done for a cause hands on the trace context that the cause came with. */
    Spans NONE = new Spans() {
        @Override
        public @Nullable String current() {
            return null;
        }

        @Override
        public Span begin(String what, Cause cause) {
            return new Span() {
                @Override
                public @Nullable String traceparent() {
                    return cause.traceparent();
                }

                @Override
                public void failed(Throwable failure) {}

                @Override
                public void close() {}
            };
        }
    };

    /** W3C trace context of what this thread is doing, or null where it is in no span. */
    @Nullable
    String current();

    /**
     * Begins a span on this thread, which has to end it.
     *
     * @param cause its trace goes on; where it has none, a new one begins
     */
    Span begin(String what, Cause cause);

    /** What has begun and not ended. */
    interface Span extends AutoCloseable {
        /** W3C trace context, for what follows from this. */
        @Nullable
        String traceparent();

        void failed(Throwable failure);

        @Override
        void close();
    }
}
