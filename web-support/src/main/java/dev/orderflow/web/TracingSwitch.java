package dev.orderflow.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Off means off: where no traces are exported, none of Spring Boot's tracing is even loaded. Boot's own switch would only
 * leave out the exporter, and every request would still be made a span that nobody gets to see.
 */
final class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";

    private boolean on;

    @Override
    public void setEnvironment(Environment environment) {
        on = environment.getProperty("management.tracing.export.enabled", Boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            String candidate = candidates[i];
            matches[i] = on || candidate == null || !candidate.startsWith(TRACING);
        }
        return matches;
    }
}
