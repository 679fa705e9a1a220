package dev.orderflow.eventstore.spring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this service's clock can be moved forward while it runs: for a local stack alone, so that a deadline of three days
 * can be seen to pass.
 *
 * @param adjustable refused where the service talks to AWS itself
 * @param file shared by all services of the stack: how far the clock was moved, such as {@code PT72H}; absent where it was
 *     not
 */
@ConfigurationProperties("orderflow.clock")
public record ClockProperties(
        @DefaultValue("false") boolean adjustable, @Nullable Path file) {}
