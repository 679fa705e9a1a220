package dev.orderflow.eventstore.service.adapter;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set of the watch over parked streams.
 *
 * @param gapsCallAfter how long a commit may be missing before the alarm is raised; a writer's crash is mended within a
 *     minute
 * @param lookEvery how old the metrics may be
 */
@Validated
@ConfigurationProperties("orderflow.parked")
public record ParkedProperties(
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("2m")
        Duration gapsCallAfter,

        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10) @DefaultValue("10s")
        Duration lookEvery) {}
