package dev.orderflow.eventstore.service.adapter;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * @param journals the services whose journals the archive is held against, by their {@code orderflow.service}
 * @param scratchFolder where a verification keeps some 200 bytes a commit while it runs
 * @param grace how old a commit of a journal must be before a verification misses it in the archive; well above
 *     {@code flushAfter} and the longest outage of the stream that is not yet an incident
 */
@Validated
@ConfigurationProperties("orderflow.archive")
record ArchiveProperties(
        @NotBlank
        @Pattern(regexp = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", message = "must be a valid S3 bucket name")
        @DefaultValue("orderflow-archive")
        String bucket,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 15) @DefaultValue("5s")
        Duration flushAfter,

        @NotEmpty @DefaultValue({"orders", "inventory", "payments", "notifications"})
        List<String> journals,

        @NotNull @DefaultValue("${java.io.tmpdir}/orderflow-verifications")
        Path scratchFolder,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("15m")
        Duration grace) {}
