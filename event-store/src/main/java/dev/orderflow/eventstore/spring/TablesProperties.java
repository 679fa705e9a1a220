package dev.orderflow.eventstore.spring;

import dev.orderflow.eventstore.aws.TableProtection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Of the tables that a service makes by itself although templates make the others: the later generations of its read
 * models.
 *
 * @param keyArn of the KMS key that encrypts them; where not said, DynamoDB's own key does
 * @param pointInTimeRecovery whether any state of the last 35 days can be had back
 * @param deletionProtection whether a table refuses to be deleted, until its service lifts that
 * @param tags each as {@code key=value}
 */
@Validated
@ConfigurationProperties("orderflow.tables")
public record TablesProperties(
        @Nullable @Pattern(regexp = "|arn:[^:]+:kms:.+", message = "must be the ARN of a KMS key")
        String keyArn,

        boolean pointInTimeRecovery,
        boolean deletionProtection,

        @NotNull @DefaultValue
        List<@Pattern(regexp = "[^=]{1,128}=[^=]{0,256}", message = "must be key=value") String> tags) {

    TableProtection protection() {
        Map<String, String> byKey = tags.stream()
                .map(tag -> tag.split("=", 2))
                .collect(Collectors.toMap(tag -> tag[0], tag -> tag[1], (first, second) -> second));
        boolean isKeyGiven = keyArn != null && !keyArn.isBlank();
        return new TableProtection(isKeyGiven ? keyArn : null, pointInTimeRecovery, deletionProtection, byKey);
    }
}
