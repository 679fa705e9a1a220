package dev.orderflow.eventstore.service.adapter;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set of the auditor.
 *
 * @param every how often it looks for what was archived. More often costs more writes, since the events of an order are
 *     folded into fewer of them when they are audited together
 */
@Validated
@ConfigurationProperties("orderflow.audit")
record AuditProperties(
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 15) @DefaultValue("10s")
        Duration every) {}
