package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.kcl.ConsumerSettings.Retrieval;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service consumes the stream.
 *
 * @param enabled false lets a service start without consuming: for tests, and for training runs
 * @param retrieval {@code polling}, or {@code fan-out} for a pipe of its own
 * @param idle between two reads of a shard when polling; where not said, what {@link IdleTime} finds right
 * @param pollingApplications that read the stream by polling, this one included; with five services and nobody else, five
 * @param mostRecords a read brings at most
 * @param checkpointEvery at most one checkpoint a shard in this time
 * @param failover a lease that was not renewed for this long goes to another worker
 * @param stopWithin how long stopping may take; below {@code spring.lifecycle.timeout-per-shutdown-phase}
 */
@Validated
@ConfigurationProperties("orderflow.consumer")
public record ConsumerProperties(
        @DefaultValue("true") boolean enabled,
        @NotNull @DefaultValue("polling") Retrieval retrieval,

        @DurationMin(millis = 200) @DurationMax(seconds = 10) @Nullable
        Duration idle,

        @Min(1) @Max(20) @DefaultValue("5") int pollingApplications,

        @Min(1) @Max(10_000) @DefaultValue("1000") int mostRecords,

        @DurationMin(millis = 100) @DurationMax(seconds = 60) @DefaultValue("1s")
        Duration checkpointEvery,

        @DurationMin(seconds = 2) @DurationMax(minutes = 10) @DefaultValue("10s")
        Duration failover,

        @DurationMin(seconds = 1) @DurationMax(minutes = 5) @DefaultValue("20s")
        Duration stopWithin) {}
