package dev.orderflow.eventstore.service.adapter;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set of the archive.
 *
 * @param bucket holds every event for ever
 * @param flushAfter how long a record waits for others to share an object with; archive and histories lag behind the
 *     stream by this at most. Above 15 minutes a crash would have too much to read again
 */
@Validated
@ConfigurationProperties("orderflow.archive")
record ArchiveProperties(
        @NotBlank
        @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", message = "must be a valid S3 bucket name")
        @DefaultValue("orderflow-archive")
        String bucket,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 15) @DefaultValue("5s")
        Duration flushAfter) {}
