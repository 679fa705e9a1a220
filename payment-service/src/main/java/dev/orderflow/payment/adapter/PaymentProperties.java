package dev.orderflow.payment.adapter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** What an operator may set; every property is documented in application.yml, which also holds its value. */
@Validated
@ConfigurationProperties("orderflow.payments")
record PaymentProperties(
        @NotNull @Valid Gateway gateway, @NotNull @Valid Janitor janitor) {

    /**
     * @param timeout of a whole call
     * @param concurrency calls at once
     * @param stopGrace how long a stop waits for calls under way
     */
    record Gateway(
            @NotNull URI baseUrl,

            @NotNull @DurationMin(millis = 10) @DurationMax(seconds = 60)
            Duration timeout,

            @Min(1) @Max(1_000) int concurrency,

            @NotNull @DurationMin(seconds = 0) @DurationMax(seconds = 60)
            Duration stopGrace) {}

    /**
     * @param every how often it looks for what is due
     * @param batch payments it takes up at one look, of each partition
     * @param intentPatience an intent without an outcome counts as orphaned after this
     * @param firstRetry wait after the first attempt without an answer; doubled with each further one
     * @param longestRetry what that wait grows to
     */
    record Janitor(
            @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 10)
            Duration every,

            @Min(1) @Max(1_000) int batch,
            @NotNull @DurationMin(millis = 10) Duration intentPatience,
            @NotNull @DurationMin(millis = 10) Duration firstRetry,
            @NotNull @DurationMin(millis = 10) Duration longestRetry) {}
}
