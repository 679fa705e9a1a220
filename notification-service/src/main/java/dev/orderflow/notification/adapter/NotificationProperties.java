package dev.orderflow.notification.adapter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** What an operator may set; every property is documented in application.yml, which also holds its value. */
@Validated
@ConfigurationProperties("orderflow.notifications")
record NotificationProperties(
        @NotNull @Valid Mail mail, @NotNull @Valid BackOffice backOffice) {

    /** @param from sender of all mail, as in a mail's header */
    record Mail(@NotBlank String from, @Min(1) @Max(10_000) int perSecond) {}

    /**
     * @param topic name of the topic
     * @param topicArn its ARN, where somebody else makes it
     * @param queue name of a queue that gets everything, made together with the topic
     */
    record BackOffice(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,256}", message = "must be a valid SNS topic name")
            String topic,

            @Nullable String topicArn,

            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,80}", message = "must be a valid SQS queue name")
            String queue,

            @Min(1) @Max(10_000) int perSecond,
            @NotNull @DurationMin(seconds = 0) Duration paymentUnknownFor,
            @Min(1) @Max(1_000) int refundAttempts) {}
}
