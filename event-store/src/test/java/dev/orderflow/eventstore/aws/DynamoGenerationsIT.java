package dev.orderflow.eventstore.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.eventstore.view.ViewDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** Against the engine that knows keys, backups and tags: DynamoDB Local has none of them. */
class DynamoGenerationsIT {
    private static final String KEY = "arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-3333-4444-555555555555";

    private final DynamoDbClient dynamo = LocalAws.dynamoWithBackups();
    private final AwsEngines.Names names =
            new AwsEngines.Names("orders", TestCommits.unique("generations") + "-", "stream", "snapshots");

    /** As on AWS, where templates make the first generation. */
    private final DynamoGenerations kept = generations(new TableProtection(
            KEY, true, true, Map.of("orderflow:environment", "staging", "orderflow:stack", "data")));

    private final ViewDefinition<String> model = new ViewDefinition<>("summaries", String.class, List.of());

    private DynamoGenerations generations(TableProtection protection) {
        return new DynamoGenerations(names, new Provisioning(false, protection, dynamo, null, null), dynamo);
    }

    @Test
    void a_later_generation_is_kept_as_the_templates_keep_the_first() {
        kept.create(model, 2);

        TableDescription table = described(2);
        assertThat(table.sseDescription().kmsMasterKeyArn()).isEqualTo(KEY);
        assertThat(table.deletionProtectionEnabled()).isTrue();
        assertThat(recovery(2)).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
        assertThat(dynamo.listTagsOfResource(list -> list.resourceArn(table.tableArn()))
                        .tags())
                .containsExactlyInAnyOrder(tag("orderflow:environment", "staging"), tag("orderflow:stack", "data"));
    }

    @Test
    void recovery_is_asked_for_again_where_a_crash_came_before_it() {
        generations(TableProtection.NONE).create(model, 2);
        assertThat(recovery(2)).isEqualTo(PointInTimeRecoveryStatus.DISABLED);

        kept.create(model, 2);

        assertThat(recovery(2)).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    }

    @Test
    void only_the_service_itself_removes_a_protected_generation() {
        kept.create(model, 2);
        assertThatThrownBy(() -> dynamo.deleteTable(delete -> delete.tableName(table(2))))
                .isInstanceOf(DynamoDbException.class);

        assertThat(generations(TableProtection.NONE).remove(model, 2)).isTrue();

        assertThatThrownBy(() -> described(2)).isInstanceOf(ResourceNotFoundException.class);
        assertThat(kept.remove(model, 2)).as("once more").isTrue();
    }

    @Test
    void the_first_generation_is_left_to_the_templates() {
        kept.create(model, 1);

        assertThatThrownBy(() -> described(1)).isInstanceOf(ResourceNotFoundException.class);
        assertThat(kept.remove(model, 1)).isFalse();
    }

    private String table(int generation) {
        return names.table("orders-summaries") + (generation == 1 ? "" : "-g" + generation);
    }

    private TableDescription described(int generation) {
        return dynamo.describeTable(describe -> describe.tableName(table(generation)))
                .table();
    }

    private PointInTimeRecoveryStatus recovery(int generation) {
        return dynamo.describeContinuousBackups(describe -> describe.tableName(table(generation)))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
