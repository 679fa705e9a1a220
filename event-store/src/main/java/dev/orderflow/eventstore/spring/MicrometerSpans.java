package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Spans;
import dev.orderflow.eventstore.decision.Traced;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/** Spans made by the tracer that Spring Boot sets up. */
final class MicrometerSpans implements Spans, InitializingBean, DisposableBean {
    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    MicrometerSpans(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    public void afterPropertiesSet() {
        Traced.by(this);
    }

    @Override
    public void destroy() {
        Traced.by(Spans.NONE);
    }

    @Override
    public @Nullable String current() {
        io.micrometer.tracing.Span span = tracer.currentSpan();
        return span == null ? null : traceparent(span.context());
    }

    @Override
    public Span begin(String what, Cause cause) {
        String parent = cause.traceparent();
        io.micrometer.tracing.Span.Builder builder = parent == null
                ? tracer.spanBuilder().setNoParent()
                : propagator.extract(parent, (value, header) -> header.equals(TRACEPARENT) ? value : null);
        io.micrometer.tracing.Span span = builder.name(what)
                .kind(io.micrometer.tracing.Span.Kind.CONSUMER)
                .tag("orderflow.correlation", cause.correlationId())
                .tag("orderflow.causation", cause.causationId())
                .start();
        return new Begun(span, tracer.withSpan(span));
    }

    private static String traceparent(TraceContext context) {
        return "00-" + context.traceId() + "-" + context.spanId()
                + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
    }

    private record Begun(io.micrometer.tracing.Span span, Tracer.SpanInScope scope) implements Span {
        @Override
        public String traceparent() {
            return MicrometerSpans.traceparent(span.context());
        }

        @Override
        public void failed(Throwable failure) {
            span.error(failure);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
