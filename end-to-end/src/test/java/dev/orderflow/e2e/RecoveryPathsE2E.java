package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.templates.Proof;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.JsonNode;

/** Ways through the recovery's workflow, in LocalStack, with containers that do what the test says. */
@Tag(LocalStack.TAG)
@Tag("recovery")
class RecoveryPathsE2E {
    private static final String ARCHIVE = "-archive";

    /** What the emulator loses comes again after the time-out of its state. */
    private static final Duration WITHIN = Duration.ofMinutes(4);

    /** In the place of the data stack's, which makes 44. */
    private static final String ONE_TABLE = """
            Parameters:
              Environment: {Type: String}
              TablePrefix: {Type: String}
              OnlyTables: {Type: String, AllowedValues: ["true"]}
              DeletionProtection: {Type: String, AllowedValues: ["true"]}
              ContributorInsights: {Type: String, AllowedValues: ["true"]}
              ExistingDataKeyArn: {Type: String}
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub ${TablePrefix}orders-journal
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
            """;

    private static final ScriptedContainers CONTAINERS = new ScriptedContainers();

    private static RecoveryStacks stacks;
    private static AwsActivities activities;
    private static String before;
    private static String approvals;

    /** Anew where a test is tried once more. */
    @BeforeAll
    static void deploy() {
        stacks = new RecoveryStacks();
        activities = new AwsActivities(stacks.workflows(), stacks.stacks(), stacks.environment(), CONTAINERS);
        before = stacks.environment() + "-";
        String archive = stacks.environment() + ARCHIVE;
        stacks.s3().createBucket(create -> create.bucket(archive));
        stacks.createCompute(before);
        stacks.createRecovery(
                activities,
                ONE_TABLE,
                Map.of(
                        "ArchiveBucketName",
                        archive,
                        "ArchiveBucketArn",
                        "arn:aws:s3:::" + archive,
                        "StreamArn",
                        "arn:aws:kinesis:eu-west-1:" + RecoveryStacks.ACCOUNT + ":stream/order-events",
                        "DataKeyArn",
                        "arn:aws:kms:eu-west-1:" + RecoveryStacks.ACCOUNT + ":key/data",
                        // Nobody reads what these two are told: they are given so that the whole stack is made.
                        "ApproverEmail",
                        "approver@orderflow.example",
                        "AlarmTopicArn",
                        "arn:aws:sns:eu-west-1:" + RecoveryStacks.ACCOUNT + ":alarms"));
        approvals = stacks.approvals();
    }

    @AfterAll
    static void close() {
        activities.close();
        stacks.close();
    }

    /** Whatever the test before left. */
    @BeforeEach
    void an_archive_and_running_services() {
        stacks.stopAll();
        stacks.forgetQuestions(approvals);
        if (!stacks.exists("compute")) {
            stacks.createCompute(before);
        } else if (!before.equals(stacks.compute().get("TablePrefix"))) {
            stacks.switchComputeTo(before);
        }
        CONTAINERS.reset();
        activities.afterTheUpdate(() -> {});
        stacks.s3()
                .putObject(
                        put -> put.bucket(stacks.environment() + ARCHIVE).key("events"), RequestBody.fromString("one"));
    }

    @Test
    void all_of_the_recovery_stack_is_created_as_the_page_of_the_templates_says() {
        assertThat(stacks.resources("recovery")).isEqualTo(Proof.created("recovery"));
    }

    @Test
    void input_that_it_cannot_go_by_is_refused_with_what_to_do_and_nothing_is_touched() {
        refused(Map.of("environment", "production"), "environment has to be " + stacks.environment());
        refused(Map.of("tablePrefix", before), "tablePrefix has to be " + stacks.environment() + "-restored-NAME-");
        refused(Map.of("tablePrefix", stacks.restoredPrefix("a") + "b"), "tablePrefix has to be");
        refused(Map.of("tablePrefix", 5), "tablePrefix has to be");
        refused(Map.of("tablePrefix", stacks.restoredPrefix("x"), "reason", " "), "reason is missing");
        refused(Map.of("tablePrefix", stacks.restoredPrefix("x"), "from", "switch"), "from has to be restore");
        assertThat(CONTAINERS.calls()).isEmpty();
    }

    @Test
    void without_an_archive_nothing_is_stopped() {
        stacks.s3()
                .deleteObject(
                        delete -> delete.bucket(stacks.environment() + ARCHIVE).key("events"));
        refused(Map.of("tablePrefix", stacks.restoredPrefix("empty")), "is empty, so there is nothing to restore from");
        assertThat(CONTAINERS.calls()).isEmpty();
    }

    @Test
    void a_drill_restores_and_proves_and_leaves_everything_as_it_was() {
        String prefix = stacks.restoredPrefix("drill");
        JsonNode output = stacks.output(ended(Map.of("tablePrefix", prefix, "switch", false)));

        assertThat(output.required("switched").asBoolean()).isFalse();
        assertThat(stacks.exists("data-drill")).isTrue();
        List<String> calls = CONTAINERS.calls();
        assertThat(calls.subList(0, 5)).allMatch(call -> call.endsWith(" desires 0"));
        assertThat(calls.subList(5, 10))
                .containsExactlyInAnyOrderElementsOf(RecoveryStacks.SERVICES.stream()
                        .map(service -> service + " restores " + prefix)
                        .toList());
        assertThat(calls.get(10)).isEqualTo("event-store-service proves " + prefix);
        assertThat(calls.subList(11, 16))
                .contains("order-service desires 3", "payment-service desires 1")
                .hasSize(5);
        assertThat(calls).hasSize(16);
        assertThat(stacks.compute()).containsEntry("TablePrefix", before);
    }

    @Test
    void once_approved_it_switches_the_compute_stack_and_changes_nothing_else_of_it() {
        String prefix = stacks.restoredPrefix("approved");
        String execution = stacks.start(Map.of("tablePrefix", prefix));
        String token = stacks.askedForApproval(approvals, WITHIN);
        assertThat(stacks.compute()).as("before anybody agreed").containsEntry("TablePrefix", before);
        stacks.workflows().sendTaskSuccess(success -> success.taskToken(token).output("{}"));

        JsonNode output = stacks.output(stacks.ended(execution, WITHIN));
        assertThat(output.required("switched").asBoolean()).isTrue();
        assertThat(output.required("prefixBefore").asString()).isEqualTo(before);
        assertThat(output.required("reason").asString()).isEqualTo("a \"drill\"");
        assertThat(stacks.compute()).containsEntry("TablePrefix", prefix).containsEntry("Tasks", "three");
        assertThat(CONTAINERS.desired("order-service")).isEqualTo(3);
        assertThat(CONTAINERS.desired("payment-service")).isEqualTo(1);
        // What is in use is never restored into.
        refused(Map.of("tablePrefix", prefix), "use tablePrefix already");
    }

    @Test
    void declined_it_goes_back() {
        String execution = stacks.start(Map.of("tablePrefix", stacks.restoredPrefix("declined")));
        String token = stacks.askedForApproval(approvals, WITHIN);
        stacks.workflows()
                .sendTaskFailure(
                        failure -> failure.taskToken(token).error("Declined").cause("the old tables are back"));

        nothingSwitched(stacks.ended(execution, WITHIN), "Ask for approval: Declined. the old tables are back");
    }

    @Test
    void what_cannot_be_proved_is_not_switched_to() {
        CONTAINERS.proofEndsWith(1);
        nothingSwitched(
                ended(Map.of("tablePrefix", stacks.restoredPrefix("unproved"), "approval", false)),
                "Prove archive and tables: NotProved. The archive could not be proved whole");
        assertThat(CONTAINERS.calls().stream().filter(call -> call.contains(" proves ")))
                .as("a verdict is not asked for twice")
                .hasSize(1);
    }

    @Test
    void once_the_archive_is_mended_the_proof_is_made_again_without_another_restore() {
        JsonNode output = stacks.output(
                ended(Map.of("tablePrefix", stacks.restoredPrefix("mended"), "from", "verify", "switch", false)));
        assertThat(output.required("switched").asBoolean()).isFalse();
        assertThat(CONTAINERS.calls())
                .contains("event-store-service proves " + stacks.restoredPrefix("mended"))
                .noneMatch(call -> call.contains(" restores "));
    }

    @Test
    void a_service_that_cannot_restore_is_tried_again_and_then_named() {
        CONTAINERS.cannotRestore("payment-service");
        nothingSwitched(
                ended(Map.of("tablePrefix", stacks.restoredPrefix("halted"), "approval", false)),
                "Restore: NotRestored. payment-service could not restore its tables");
        assertThat(CONTAINERS.calls().stream().filter(call -> call.startsWith("payment-service restores")))
                .hasSize(3);
        assertThat(CONTAINERS.calls()).noneMatch(call -> call.contains(" proves "));
    }

    @Test
    void what_started_meanwhile_keeps_it_from_switching() {
        CONTAINERS.duringTheProof(() -> CONTAINERS.starts("order-service"));
        nothingSwitched(
                ended(Map.of("tablePrefix", stacks.restoredPrefix("meanwhile"), "approval", false)),
                "Did nothing start?: NoStandstill. 1 tasks were started meanwhile");
    }

    @Test
    void a_switch_that_is_refused_leaves_everything_as_it_was() {
        CONTAINERS.duringTheProof(stacks::deleteCompute);
        DescribeExecutionResponse execution =
                ended(Map.of("tablePrefix", stacks.restoredPrefix("refused"), "approval", false));
        stacks.createCompute(before);

        nothingSwitched(execution, "Switch: TaskFailed");
    }

    @Test
    void a_switch_that_is_lost_sight_of_is_said_and_nothing_starts_before_somebody_has_looked() {
        activities.afterTheUpdate(stacks::deleteCompute);
        DescribeExecutionResponse execution =
                ended(Map.of("tablePrefix", stacks.restoredPrefix("half"), "approval", false));
        stacks.createCompute(before);

        failed(execution, "HalfSwitched", "Look at the switch: ");
        assertThat(execution.cause()).contains("start the services once you know which tables they use");
        saysHowManyTasksThereWere(execution);
        assertThat(CONTAINERS.desired("order-service")).isZero();
    }

    @Test
    void a_compute_stack_that_is_broken_is_mended_first() {
        stacks.deleteCompute();
        stacks.createBrokenCompute();

        refused(Map.of("tablePrefix", stacks.restoredPrefix("early")), "is being changed or broken");
        assertThat(CONTAINERS.calls()).isEmpty();

        stacks.deleteCompute();
        stacks.createCompute(before);
    }

    @Test
    void services_that_do_not_start_after_the_switch_are_for_people_and_stay_switched() {
        String prefix = stacks.restoredPrefix("down");
        CONTAINERS.cannotStart("payment-service");
        DescribeExecutionResponse execution = ended(Map.of("tablePrefix", prefix, "approval", false));

        failed(execution, "SwitchedButNotUp", "Start the services: ");
        assertThat(execution.cause()).contains("The services use the restored tables, which were proved");
        saysHowManyTasksThereWere(execution);
        assertThat(stacks.compute()).containsEntry("TablePrefix", prefix);
    }

    @Test
    void services_that_do_not_start_again_where_nothing_was_switched_are_for_people() {
        CONTAINERS.proofEndsWith(1);
        CONTAINERS.cannotStart("payment-service");

        DescribeExecutionResponse execution =
                ended(Map.of("tablePrefix", stacks.restoredPrefix("stopped"), "approval", false));

        failed(execution, "ServicesNotBack", "Nothing was switched, but the services");
        assertThat(execution.cause()).endsWith("Before that: Prove archive and tables: NotProved");
        saysHowManyTasksThereWere(execution);
        assertThat(stacks.compute()).containsEntry("TablePrefix", before);
    }

    /** They stand at none by then, so nothing else tells. */
    private static void saysHowManyTasksThereWere(DescribeExecutionResponse execution) {
        assertThat(execution.cause())
                .contains("Their tasks were: order-service 3, inventory-service 1, payment-service 1,"
                        + " notification-service 1, event-store-service 1");
    }

    private static void failed(DescribeExecutionResponse execution, String error, String cause) {
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).as(execution.cause()).isEqualTo(error);
        assertThat(execution.cause()).startsWith(cause);
    }

    private static void refused(Map<String, Object> input, String cause) {
        DescribeExecutionResponse execution = ended(input);
        assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(execution.error()).as(execution.cause()).isEqualTo("Refused");
        assertThat(execution.cause()).contains(cause).endsWith("Nothing was done.");
    }

    private static void nothingSwitched(DescribeExecutionResponse execution, String cause) {
        failed(execution, "NotRecovered", cause);
        assertThat(execution.cause()).contains("Nothing was switched");
        assertThat(stacks.compute()).containsEntry("TablePrefix", before);
        assertThat(CONTAINERS.desired("order-service")).isEqualTo(3);
        assertThat(CONTAINERS.desired("event-store-service")).isEqualTo(1);
    }

    private static DescribeExecutionResponse ended(Map<String, Object> input) {
        return stacks.ended(stacks.start(input), WITHIN);
    }

    /** Start and stop at once, and remember what they were asked. */
    private static final class ScriptedContainers implements Containers {
        private final Map<String, Integer> desired = new ConcurrentHashMap<>();
        private final List<String> calls = new ArrayList<>();
        private String brokenRestore = "";
        private String brokenStart = "";
        private int proof;
        private Runnable duringProof = () -> {};

        private synchronized void reset() {
            RecoveryStacks.SERVICES.forEach(service -> desired.put(service, 1));
            desired.put("order-service", 3);
            calls.clear();
            brokenRestore = "";
            brokenStart = "";
            proof = 0;
            duringProof = () -> {};
        }

        private synchronized List<String> calls() {
            return List.copyOf(calls);
        }

        private synchronized void proofEndsWith(int exitCode) {
            proof = exitCode;
        }

        private synchronized void cannotRestore(String container) {
            brokenRestore = container;
        }

        private synchronized void cannotStart(String service) {
            brokenStart = service;
        }

        private synchronized void duringTheProof(Runnable happens) {
            duringProof = happens;
        }

        private void starts(String service) {
            desired.put(service, 1);
        }

        @Override
        public synchronized void desire(String service, int count) {
            calls.add(service + " desires " + count);
            assertThat(count > 0 && service.equals(brokenStart))
                    .as("%s cannot be started", service)
                    .isFalse();
            desired.put(service, count);
        }

        @Override
        public int desired(String service) {
            return desired.get(service);
        }

        @Override
        public int running(String service) {
            return desired.get(service);
        }

        @Override
        public synchronized int run(String container, Map<String, String> overrides) {
            Map<String, String> left = new HashMap<>(overrides);
            String prefix = left.remove("ORDERFLOW_TABLEPREFIX");
            assertThat(left.remove("ORDERFLOW_SLOT")).isEqualTo("0");
            if (left.equals(Map.of("ORDERFLOW_RESTORE_RUN", "true"))) {
                calls.add(container + " restores " + prefix);
                return container.equals(brokenRestore) ? 1 : 0;
            }
            assertThat(left)
                    .isEqualTo(Map.of(
                            "ORDERFLOW_VERIFICATION_RUN", "true",
                            "ORDERFLOW_VERIFICATION_WITHIN", "43000s",
                            "ORDERFLOW_CONSUMER_RETRIEVAL", "polling"));
            calls.add(container + " proves " + prefix);
            duringProof.run();
            return proof;
        }
    }
}
