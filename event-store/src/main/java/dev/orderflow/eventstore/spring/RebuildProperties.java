package dev.orderflow.eventstore.spring;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * From what read models are built again.
 *
 * @param archive the bucket that the event-store service archives to
 */
@Validated
@ConfigurationProperties("orderflow.rebuild")
public record RebuildProperties(
        @NotBlank @DefaultValue("orderflow-archive") String archive) {}
