package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Suite;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.JsonNode;

/**
 * A disaster, from end to end: all tables of a running suite are lost, and the recovery's workflow brings the suite back on
 * restored ones. The suite's real processes run on LocalStack, in the tables, stream and buckets of the project's own data
 * stack; the workflow runs there too, and a worker in the place of ECS starts the very processes, with the very overrides,
 * that the workflow asks for.
 */
@Tag(LocalStack.TAG)
@Tag("recovery")
class DisasterDrillE2E {
    private static final int PORT_BASE = 30480;

    /** Five JVMs that restore, two at a time, one that proves and five that start; on two busy cores. */
    private static final Duration RECOVERED_WITHIN = Duration.ofMinutes(20);

    @Test
    void lost_tables_come_back_under_a_new_prefix_once_the_archive_is_proved_and_somebody_agreed() {
        try (RecoveryStacks stacks = new RecoveryStacks()) {
            String before = stacks.environment() + "-";
            Map<String, String> data = stacks.createData(Map.of(
                    "TablePrefix", before,
                    "StreamName", before + "events",
                    "StreamMode", "PROVISIONED",
                    "BucketPrefix", before,
                    "BackOfficeName", before + "back-office",
                    "ArchiveLockMode", "GOVERNANCE",
                    "ArchiveLockDays", "1",
                    "DeletionProtection", "false",
                    "ContributorInsights", "false"));
            stacks.ses().verifyEmailIdentity(verify -> verify.emailAddress("orders@orderflow.example"));
            stacks.createCompute(before);

            ProjectFolders checkout = ProjectFolders.find();
            Layout layout = new Layout(
                    new ProjectFolders(checkout.root(), checkout.home().resolve("disaster")), PORT_BASE);
            Suite.forget(layout);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Suite.stop(layout)));
            SuiteContainers containers = new SuiteContainers(
                    layout, settings(stacks, data), () -> stacks.compute().get("TablePrefix"));
            try (AwsActivities activities =
                    new AwsActivities(stacks.workflows(), stacks.stacks(), stacks.environment(), containers)) {
                stacks.createRecovery(
                        activities,
                        RecoveryStacks.template("data"),
                        Map.of(
                                "ArchiveBucketName", data.get("ArchiveBucketName"),
                                "ArchiveBucketArn", data.get("ArchiveBucketArn"),
                                "PollSeconds", "5",
                                "StreamArn", data.get("StreamArn"),
                                "DataKeyArn", data.get("DataKeyArn")));
                String approvals = stacks.approvals();

                RunningSuite suite = containers.startAll();
                suite.offer("LAMP", 500, 10);
                String completed = ended(suite, "key-1", "tok_approve", "COMPLETED");
                String rejected = ended(suite, "key-2", "tok_decline", "REJECTED");
                suite.eventually(
                        "an archive",
                        () -> stacks.s3()
                                .listObjectsV2(list -> list.bucket(data.get("ArchiveBucketName")))
                                .contents(),
                        objects -> assertThat(objects).isNotEmpty());

                dropTables(stacks.dynamo(), before);

                // Somebody has been at the archive: it is found out, and nothing is switched.
                String prefix = stacks.restoredPrefix("day1");
                Tampering tampering = Tampering.with(stacks.s3(), data.get("ArchiveBucketName"));
                containers.beforeTheProof(tampering::alter);
                containers.startsServices(false);
                DescribeExecutionResponse unproved =
                        stacks.ended(stacks.start(Map.of("tablePrefix", prefix)), RECOVERED_WITHIN);
                assertThat(unproved.status()).isEqualTo(ExecutionStatus.FAILED);
                assertThat(unproved.cause())
                        .contains("Prove archive and tables: NotProved")
                        .contains("Nothing was switched");
                assertThat(containers.exitCodeOfTheProof()).isEqualTo(1);
                assertThat(stacks.compute()).containsEntry("TablePrefix", before);

                // Mended, it is proved, and after somebody agreed the services come up on the restored tables.
                tampering.mend();
                containers.beforeTheProof(() -> {});
                containers.startsServices(true);
                String execution = stacks.start(Map.of("tablePrefix", prefix, "from", "verify"));
                String token = stacks.askedForApproval(approvals, RECOVERED_WITHIN);
                assertThat(containers.exitCodeOfTheProof()).isZero();
                assertThat(stacks.compute()).containsEntry("TablePrefix", before);
                stacks.workflows()
                        .sendTaskSuccess(success -> success.taskToken(token).output("{}"));
                JsonNode output = stacks.output(stacks.ended(execution, RECOVERED_WITHIN));
                assertThat(output.required("switched").asBoolean()).isTrue();
                assertThat(stacks.compute()).containsEntry("TablePrefix", prefix);

                assertThat(status(suite, completed)).isEqualTo("COMPLETED");
                assertThat(status(suite, rejected)).isEqualTo("REJECTED");
                ended(suite, "key-3", "tok_approve", "COMPLETED");
                suite.eventually(
                        "the stock of two orders less",
                        () -> suite.api()
                                .get("/v1/stock/LAMP", suite.operator())
                                .body(),
                        stock -> assertThat(stock.path("onHand").asInt()).isEqualTo(8));
                GatewayLedger ledger = suite.ledger();
                assertThat(ledger.capturedTimes(completed))
                        .as("nobody pays twice")
                        .isEqualTo(1);
            } finally {
                Suite.stop(layout);
            }
        }
    }

    private static String ended(RunningSuite suite, String key, String card, String status) {
        String order = suite.place("zoe", key, card, Map.of("LAMP", 1))
                .expected()
                .required("orderId")
                .asString();
        assertThat(suite.ended("zoe", order).required("status").asString()).isEqualTo(status);
        return order;
    }

    private static String status(RunningSuite suite, String order) {
        return suite.ended("zoe", order).required("status").asString();
    }

    /** What a task definition tells the services; nothing is made at their start, as on AWS. */
    private static Map<String, String> settings(RecoveryStacks stacks, Map<String, String> data) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SPRING_CLOUD_AWS_ENDPOINT", stacks.endpoint().toString());
        settings.put("SPRING_CLOUD_AWS_DYNAMODB_ENDPOINT", stacks.endpoint().toString());
        settings.put("ORDERFLOW_PROVISION", "false");
        settings.put("ORDERFLOW_STREAM", data.get("StreamName"));
        settings.put("ORDERFLOW_ARCHIVE_BUCKET", data.get("ArchiveBucketName"));
        settings.put("ORDERFLOW_REBUILD_ARCHIVE", data.get("ArchiveBucketName"));
        settings.put("ORDERFLOW_SNAPSHOT_BUCKET", data.get("SnapshotBucketName"));
        settings.put("ORDERFLOW_IMPORT_BUCKET", data.get("ImportBucketName"));
        settings.put("ORDERFLOW_NOTIFICATIONS_BACK_OFFICE_TOPIC_ARN", data.get("BackOfficeTopicArn"));
        return settings;
    }

    private static void dropTables(DynamoDbClient dynamo, String prefix) {
        dynamo.listTablesPaginator().tableNames().stream()
                .filter(table -> table.startsWith(prefix))
                .toList()
                .forEach(table -> dynamo.deleteTable(delete -> delete.tableName(table)));
    }

    /** One byte of the archive's newest object, and back again. */
    private record Tampering(S3Client s3, String bucket, String key, byte[] content, Map<String, String> metadata) {
        static Tampering with(S3Client s3, String bucket) {
            String key = s3.listObjectsV2(list -> list.bucket(bucket))
                    .contents()
                    .getLast()
                    .key();
            var object = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
            return new Tampering(
                    s3, bucket, key, object.asByteArray(), object.response().metadata());
        }

        void alter() {
            byte[] altered = content.clone();
            altered[altered.length / 2] ^= 0x10;
            put(altered);
        }

        void mend() {
            put(content);
        }

        private void put(byte[] bytes) {
            s3.putObject(put -> put.bucket(bucket).key(key).metadata(metadata), RequestBody.fromBytes(bytes));
        }
    }
}
