package dev.orderflow.eventstore.spring;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.exporter.SpanExportingPredicate;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** What is done because of a commit is part of the commit's trace, where the service makes traces at all. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration")
@ConditionalOnClass(Tracer.class)
@ConditionalOnBean({Tracer.class, Propagator.class})
public class TracingAutoConfiguration {

    @Bean
    MicrometerSpans spans(Tracer tracer, Propagator propagator) {
        return new MicrometerSpans(tracer, propagator);
    }

    /** Health is asked for every few seconds: nobody looks for that among the traces, and each costs. */
    @Bean
    SpanExportingPredicate noSpansOfProbes() {
        return span -> !span.getTags().getOrDefault("uri", "").startsWith("/actuator");
    }
}
