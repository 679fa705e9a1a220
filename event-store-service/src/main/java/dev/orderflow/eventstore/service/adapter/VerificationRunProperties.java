package dev.orderflow.eventstore.service.adapter;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A start that proves the archive and ends.
 *
 * @param run true for that one start
 * @param within the verdict has to be there by then; a million records take a few minutes, and what only the stream had
 *     has to be archived first
 */
@Validated
@ConfigurationProperties("orderflow.verification")
record VerificationRunProperties(
        @DefaultValue("false") boolean run,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30m")
        Duration within) {}
