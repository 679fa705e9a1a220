package dev.orderflow.eventstore.aws;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/**
 * How the tables are kept that a service makes by itself although templates make the others: as the templates keep those.
 *
 * @param keyArn of the KMS key that encrypts them; where absent, DynamoDB's own key does
 * @param pointInTimeRecovery whether any state of the last 35 days can be had back
 * @param deletion whether a table refuses to be deleted, until its service lifts that
 * @param tags by their keys
 */
public record TableProtection(
        @Nullable String keyArn, boolean pointInTimeRecovery, boolean deletion, Map<String, String> tags) {

    /** What local engines need. */
    public static final TableProtection NONE = new TableProtection(null, false, false, Map.of());

    CreateTableRequest of(CreateTableRequest wanted) {
        CreateTableRequest.Builder table = wanted.toBuilder();
        if (keyArn != null) {
            table.sseSpecification(SSESpecification.builder()
                    .enabled(true)
                    .sseType(SSEType.KMS)
                    .kmsMasterKeyId(keyArn)
                    .build());
        }
        if (deletion) {
            table.deletionProtectionEnabled(true);
        }
        if (!tags.isEmpty()) {
            table.tags(tags.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        return table.build();
    }
}
