package dev.orderflow.eventstore.spring;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A restore: the service makes its tables again, and ends.
 *
 * @param run true for that one start
 * @param again what arrived within this time before the archive's end is consumed once more, so that what it should have
 *     led to happens. It must still be on the stream: shorter than the stream's retention
 */
@Validated
@ConfigurationProperties("orderflow.restore")
public record RestoreProperties(
        @DefaultValue("false") boolean run,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("1h")
        Duration again) {}
