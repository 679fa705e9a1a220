package dev.orderflow.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.cloudformation.TemplateFile.Resource;
import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What LocalStack accepts and does not apply, read from the template itself. */
class DataTemplateTest {
    private static final TemplateFile DATA =
            TemplateFile.of(ProjectFolders.find().root(), "data");

    private static final Map<String, Object> DATA_KEY = Map.of(
            "Fn::If", List.of("NewDataKey", Map.of("Fn::GetAtt", "DataKey.Arn"), Map.of("Ref", "ExistingDataKeyArn")));

    /** What holds nothing of its own, and is made again with what it belongs to. */
    private static final Set<String> WITHOUT_STATE =
            Set.of("AWS::KMS::Alias", "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::Subscription");

    @Test
    void all_state_outlives_the_stack_and_its_own_replacement() {
        assertThat(DATA.resources().values())
                .filteredOn(resource -> !WITHOUT_STATE.contains(resource.type()))
                .hasSizeGreaterThan(50)
                .allSatisfy(resource -> assertThat(resource.attributes())
                        .describedAs(resource.id())
                        .containsEntry("DeletionPolicy", "Retain")
                        .containsEntry("UpdateReplacePolicy", "Retain"));
    }

    @Test
    void the_stream_keeps_a_week_and_is_encrypted() {
        assertThat(only("AWS::Kinesis::Stream").properties())
                .containsEntry("RetentionPeriodHours", 168)
                .containsEntry("StreamEncryption", Map.of("EncryptionType", "KMS", "KeyId", DATA_KEY));
    }

    @Test
    void every_table_is_on_demand_encrypted_recoverable_and_hard_to_delete() {
        assertThat(DATA.ofType("AWS::DynamoDB::Table"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(table.properties())
                        .describedAs(table.id())
                        .containsEntry("BillingMode", "PAY_PER_REQUEST")
                        .containsEntry("PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true))
                        .containsEntry(
                                "SSESpecification",
                                Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", DATA_KEY))
                        .containsEntry("DeletionProtectionEnabled", Map.of("Ref", "DeletionProtection"))
                        .containsEntry(
                                "ContributorInsightsSpecification",
                                Map.of("Enabled", Map.of("Ref", "ContributorInsights"))));
        assertThat(defaultOf("DeletionProtection")).isEqualTo("true");
    }

    @Test
    void nothing_in_a_table_vanishes_by_itself() {
        assertThat(DATA.ofType("AWS::DynamoDB::Table"))
                .allSatisfy(table -> assertThat(table.properties())
                        .describedAs(table.id())
                        .doesNotContainKey("TimeToLiveSpecification"));
    }

    @Test
    void a_journal_refuses_whatever_changes_or_removes_a_commit() {
        List<Resource> journals = DATA.ofType("AWS::DynamoDB::Table").stream()
                .filter(table -> table.id().endsWith("Journal"))
                .toList();
        assertThat(journals).hasSize(5).allSatisfy(journal -> {
            Map<?, ?> policy =
                    map(map(journal.properties().get("ResourcePolicy")).get("PolicyDocument"));
            assertThat(list(policy.get("Statement"))).singleElement().satisfies(statement -> {
                assertThat(map(statement).get("Effect")).isEqualTo("Deny");
                assertThat(map(statement).get("Principal")).isEqualTo("*");
                assertThat(list(map(statement).get("Action")))
                        .isEqualTo(List.of(
                                "dynamodb:UpdateItem",
                                "dynamodb:DeleteItem",
                                "dynamodb:BatchWriteItem",
                                "dynamodb:PartiQLUpdate",
                                "dynamodb:PartiQLDelete",
                                "dynamodb:UpdateTimeToLive"));
                // A policy of one table can only speak of that table: of its own name, then.
                assertThat(map(statement).get("Resource").toString())
                        .contains(":table/"
                                + map(journal.properties().get("TableName")).get("Fn::Sub"));
            });
        });
    }

    @Test
    void what_is_archived_is_locked_and_nobody_removes_or_unlocks_it() {
        Map<String, Object> archive = DATA.resources().get("ArchiveBucket").properties();
        assertThat(archive)
                .containsEntry("ObjectLockEnabled", true)
                .containsEntry("VersioningConfiguration", Map.of("Status", "Enabled"))
                .containsEntry(
                        "ObjectLockConfiguration",
                        Map.of(
                                "ObjectLockEnabled",
                                "Enabled",
                                "Rule",
                                Map.of(
                                        "DefaultRetention",
                                        Map.of(
                                                "Mode", Map.of("Ref", "ArchiveLockMode"),
                                                "Days", Map.of("Ref", "ArchiveLockDays")))));
        assertThat(defaultOf("ArchiveLockMode")).isEqualTo("COMPLIANCE");
        assertThat(statement("ArchiveBucketPolicy", "NothingIsRemoved"))
                .containsEntry("Effect", "Deny")
                .containsEntry("Principal", "*")
                .containsEntry(
                        "Action", List.of("s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"));
    }

    @Test
    void what_is_archived_gets_cheaper_with_age_and_never_expires() {
        Map<?, ?> lifecycle =
                map(DATA.resources().get("ArchiveBucket").properties().get("LifecycleConfiguration"));
        assertThat(map(list(lifecycle.get("Rules")).getFirst()).get("Transitions"))
                .isEqualTo(List.of(
                        Map.of("StorageClass", "STANDARD_IA", "TransitionInDays", 30),
                        // A restore reads as it goes: other classes of Glacier would have to be thawed first.
                        Map.of("StorageClass", "GLACIER_IR", "TransitionInDays", 120)));
        assertThat(lifecycle.toString()).doesNotContain("Expiration");
    }

    @Test
    void every_bucket_is_closed_to_the_public_and_to_plain_http() {
        assertThat(DATA.ofType("AWS::S3::Bucket")).hasSize(4).allSatisfy(bucket -> {
            assertThat(bucket.properties())
                    .describedAs(bucket.id())
                    .containsEntry(
                            "PublicAccessBlockConfiguration",
                            Map.of(
                                    "BlockPublicAcls", true,
                                    "BlockPublicPolicy", true,
                                    "IgnorePublicAcls", true,
                                    "RestrictPublicBuckets", true));
            assertThat(statement(bucket.id() + "Policy", "TlsOnly"))
                    .containsEntry("Effect", "Deny")
                    .containsEntry("Principal", "*")
                    .containsEntry("Action", "s3:*")
                    .containsEntry("Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false")));
        });
    }

    @Test
    void every_bucket_but_that_of_the_logs_is_encrypted_with_our_key_and_logged() {
        assertThat(DATA.ofType("AWS::S3::Bucket"))
                .filteredOn(bucket -> !bucket.id().equals("AccessLogsBucket"))
                .hasSize(3)
                .allSatisfy(bucket -> {
                    assertThat(map(bucket.properties().get("BucketEncryption"))
                                    .get("ServerSideEncryptionConfiguration"))
                            .isEqualTo(List.of(Map.of(
                                    "BucketKeyEnabled",
                                    true,
                                    "ServerSideEncryptionByDefault",
                                    Map.of("SSEAlgorithm", "aws:kms", "KMSMasterKeyID", DATA_KEY))));
                    assertThat(map(bucket.properties().get("LoggingConfiguration"))
                                    .get("DestinationBucketName"))
                            .isEqualTo(Map.of("Ref", "AccessLogsBucket"));
                });
    }

    @Test
    void what_cannot_be_delivered_or_handled_goes_to_the_dead_letters_which_take_nothing_else() {
        Map<String, Object> queue = DATA.resources().get("BackOfficeQueue").properties();
        Object deadLetters = Map.of("Fn::GetAtt", "BackOfficeDeadLetterQueue.Arn");
        assertThat(queue)
                .containsEntry("RedrivePolicy", Map.of("deadLetterTargetArn", deadLetters, "maxReceiveCount", 5));
        assertThat(DATA.resources().get("BackOfficeSubscription").properties())
                .containsEntry("RedrivePolicy", Map.of("deadLetterTargetArn", deadLetters));
        assertThat(map(DATA.resources()
                                .get("BackOfficeDeadLetterQueue")
                                .properties()
                                .get("RedriveAllowPolicy"))
                        .get("redrivePermission"))
                .isEqualTo("byQueue");
    }

    @Test
    void topic_and_queues_are_encrypted() {
        assertThat(List.of("BackOfficeTopic", "BackOfficeQueue", "BackOfficeDeadLetterQueue"))
                .allSatisfy(id -> assertThat(DATA.resources().get(id).properties())
                        .describedAs(id)
                        .containsEntry("KmsMasterKeyId", DATA_KEY));
    }

    private static Resource only(String type) {
        List<Resource> found = DATA.ofType(type);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Object defaultOf(String parameter) {
        return map(DATA.parameters().get(parameter)).get("Default");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> statement(String policy, String sid) {
        Map<?, ?> document = map(DATA.resources().get(policy).properties().get("PolicyDocument"));
        return (Map<String, Object>) list(document.get("Statement")).stream()
                .filter(statement -> sid.equals(map(statement).get("Sid")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    /** A filter by an attribute that no message has would let nothing through, and nobody would miss it. */
    @Test
    void the_back_offices_queue_can_be_given_some_occasions_alone() throws IOException {
        Path notifications =
                ProjectFolders.find().root().resolve("notification-service/src/main/java/dev/orderflow/notification");
        String courier = Files.readString(notifications.resolve("adapter/topic/SnsCourier.java"));
        String tellers = Files.readString(
                        notifications.resolve("application/WhenOrderNeedsHelpThenTellBackOffice.java"))
                + Files.readString(notifications.resolve("application/WhenPaymentNeedsHelpThenTellBackOffice.java"));

        assertThat(DATA.resources().get("BackOfficeSubscription").properties())
                .containsEntry(
                        "FilterPolicy",
                        Map.of(
                                "Fn::If",
                                List.of(
                                        "AllOccasions",
                                        Map.of("Ref", "AWS::NoValue"),
                                        Map.of(
                                                "occasion",
                                                Map.of(
                                                        "Fn::Split",
                                                        List.of(",", Map.of("Ref", "BackOfficeOccasions")))))));
        assertThat(courier).contains("\"occasion\", text(notice.occasion())");
        String description =
                String.valueOf(((Map<?, ?>) DATA.parameters().get("BackOfficeOccasions")).get("Description"));
        String occasions = description.substring(description.indexOf(':') + 1, description.indexOf('.'));
        assertThat(occasions.split(","))
                .hasSize(5)
                .allSatisfy(occasion -> assertThat(tellers).contains("\"" + occasion.strip() + "\""));
    }
}
