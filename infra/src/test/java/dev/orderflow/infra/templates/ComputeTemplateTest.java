package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Policy.Call;
import dev.orderflow.infra.templates.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the containers and their roles promise. */
class ComputeTemplateTest {
    private static final Template TEMPLATE = Template.of("compute");
    private static final List<String> SERVICES = List.of("Order", "Inventory", "Payment", "Notification", "EventStore");

    /** Answering what was asked, handing over leases, waiting for the gateway, publishing what is left. */
    private static final int PHASES_OF_A_STOP = 4;

    /** As IAM counts: all inline policies of a role, without white space. */
    private static final int LARGEST_POLICIES_OF_A_ROLE = 10_240;

    @Test
    void a_task_has_more_time_to_stop_than_its_service_may_take() throws IOException {
        long phase = seconds(defaults().getProperty("spring.lifecycle.timeout-per-shutdown-phase"));
        String consumer = Files.readString(ProjectFolders.find()
                .root()
                .resolve("event-store/src/main/java/dev/orderflow/eventstore/spring/ConsumerProperties.java"));
        Matcher stopWithin = Pattern.compile("@DefaultValue\\(\"([0-9]+s)\"\\)\\s+Duration stopWithin")
                .matcher(consumer);
        assertThat(stopWithin.find()).isTrue();

        assertThat(SERVICES).allSatisfy(service -> {
            int stop = (int) container(service).get("StopTimeout");
            assertThat((long) stop)
                    .isGreaterThan(PHASES_OF_A_STOP * phase)
                    .isGreaterThan(seconds(stopWithin.group(1)))
                    // Fargate refuses more.
                    .isLessThanOrEqualTo(120);
        });
    }

    private static long seconds(String text) {
        return Duration.parse("PT" + text).toSeconds();
    }

    @Test
    void a_container_can_write_nowhere_but_to_tmp_and_is_nobody() {
        assertThat(TEMPLATE.resources("AWS::ECS::TaskDefinition"))
                .hasSameSizeAs(SERVICES)
                .allSatisfy(definition -> {
                    List<Object> containers = list(definition.properties().get("ContainerDefinitions"));
                    assertThat(containers).hasSizeGreaterThan(1).allSatisfy(each -> {
                        Map<String, Object> container = map(each).containsKey("Fn::If")
                                ? map(list(map(each).get("Fn::If")).get(1))
                                : map(each);
                        assertThat(container)
                                .containsEntry("ReadonlyRootFilesystem", true)
                                .doesNotContainKey("Privileged");
                        assertThat(map(map(container.get("LinuxParameters")).get("Capabilities")))
                                .containsEntry("Drop", List.of("ALL"));
                        assertThat(map(container.get("LogConfiguration"))).containsEntry("LogDriver", "awslogs");
                        if (!"collector".equals(container.get("Name"))) {
                            assertThat(container).containsEntry("User", "10001");
                            assertThat(list(container.get("MountPoints")))
                                    .containsExactly(Map.of("SourceVolume", "tmp", "ContainerPath", "/tmp"));
                        }
                    });
                });
    }

    @Test
    void no_secret_stands_in_the_environment_of_a_container() {
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(list(container(service).get("Environment")))
                        .isNotEmpty()
                        .allSatisfy(variable -> assertThat(
                                        String.valueOf(map(variable).get("Name")))
                                .doesNotContainPattern("SECRET|PASSWORD|TOKEN|CREDENTIAL|ACCESS_KEY|PRIVATE")));
    }

    @Test
    void services_make_nothing_that_the_templates_make_and_share_no_slot() {
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(list(container(service).get("Environment")))
                        .contains(
                                Map.of("Name", "ORDERFLOW_PROVISION", "Value", "false"),
                                Map.of("Name", "ORDERFLOW_SLOT", "Value", "auto")));
    }

    @Test
    void services_answer_the_pages_that_the_gateway_lets_ask() {
        assertThat(Template.of("edge").section("Parameters")).containsKey("AllowedOrigins");
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(list(container(service).get("Environment")))
                        .contains(Map.of(
                                "Name", "ORDERFLOW_WEB_ALLOWEDORIGINS", "Value", Map.of("Ref", "AllowedOrigins"))));
    }

    /** A rebuild's tables are as those of the data stack: rules of the governance stack ask it of all tables. */
    @Test
    void a_service_with_read_models_keeps_the_tables_that_it_makes_as_the_data_stack_keeps_its_own() {
        assertThat(SERVICES)
                .filteredOn(service -> Policy.ofRole(TEMPLATE, service + "TaskRole", Map.of()).grants().stream()
                        .anyMatch(grant -> grant.action().equals("dynamodb:CreateTable")
                                && grant.resource().endsWith("-g*")))
                .containsExactly("Order", "Inventory", "Payment", "Notification")
                .allSatisfy(service -> assertThat(list(container(service).get("Environment")))
                        .contains(
                                Map.of("Name", "ORDERFLOW_TABLES_KEYARN", "Value", Map.of("Ref", "DataKeyArn")),
                                Map.of("Name", "ORDERFLOW_TABLES_POINTINTIMERECOVERY", "Value", "true"),
                                Map.of(
                                        "Name",
                                        "ORDERFLOW_TABLES_DELETIONPROTECTION",
                                        "Value",
                                        Map.of("Ref", "DeletionProtection")),
                                Map.of(
                                        "Name",
                                        "ORDERFLOW_TABLES_TAGS",
                                        "Value",
                                        Map.of(
                                                "Fn::Sub",
                                                "orderflow:environment=${Environment},orderflow:stack=data"))));
    }

    @Test
    void a_consumer_is_registered_under_the_name_by_which_its_service_looks_for_it() {
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(
                                TEMPLATE.resource(service + "FanOut").properties())
                        .containsEntry("ConsumerName", Map.of("Fn::Sub", "${TablePrefix}" + application(service))));
    }

    /** As the service calls itself. */
    private static String application(String service) throws IOException {
        String module = service.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + "-service";
        String settings =
                Files.readString(ProjectFolders.find().root().resolve(module + "/src/main/resources/application.yml"));
        Matcher named = Pattern.compile("(?m)^orderflow:\\R(?:  .*\\R)*?  service: (\\S+)$")
                .matcher(settings);
        assertThat(named.find()).as(module).isTrue();
        return named.group(1);
    }

    @Test
    void a_bad_deployment_rolls_itself_back() {
        assertThat(SERVICES).allSatisfy(service -> {
            Resource resource = TEMPLATE.resource(service + "Service");
            assertThat(resource.at("DeploymentConfiguration", "DeploymentCircuitBreaker"))
                    .isEqualTo(Map.of("Enable", true, "Rollback", true));
            assertThat(map(resource.at("DeploymentConfiguration", "Alarms")))
                    .containsEntry("Enable", true)
                    .containsEntry("Rollback", true);
            assertThat(resource.at("NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp"))
                    .isEqualTo("DISABLED");
        });
    }

    @Test
    void no_service_grows_beyond_the_number_that_is_held_against_the_shards() {
        Object most = Map.of("Ref", "MostTasks");
        assertThat(TEMPLATE.resources("AWS::ApplicationAutoScaling::ScalableTarget"))
                .hasSameSizeAs(SERVICES)
                .allSatisfy(target -> assertThat(target.properties().get("MaxCapacity"))
                        .isIn(most, Map.of("Fn::If", List.of("IsTrial", 1, most))));
    }

    /** A count since the start only grows: it would add a task a few minutes after every start, and never take one away. */
    @Test
    void services_scale_on_requests_that_came_since_the_last_export() throws IOException {
        assertThat(SERVICES).allSatisfy(service -> {
            Object metrics = TEMPLATE.resource(service + "ScalingByRequests")
                    .at("TargetTrackingScalingPolicyConfiguration", "CustomizedMetricSpecification", "Metrics");
            Map<String, Object> requests = map(map(list(metrics).getFirst()).get("MetricStat"));
            assertThat(requests).as(service).containsEntry("Stat", "SampleCount");
            assertThat(map(requests.get("Metric"))).as(service).containsEntry("MetricName", "http.server.requests");
        });
        assertThat(defaults()).containsEntry("management.otlp.metrics.export.aggregation-temporality", "delta");
    }

    private static Properties defaults() throws IOException {
        Properties defaults = new Properties();
        try (var reader = Files.newBufferedReader(ProjectFolders.find()
                .root()
                .resolve("web-support/src/main/resources/dev/orderflow/web/defaults.properties"))) {
            defaults.load(reader);
        }
        return defaults;
    }

    @Test
    void each_service_has_a_role_of_its_own() {
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(TEMPLATE.resource(service + "TaskDefinition")
                                .properties()
                                .get("TaskRoleArn"))
                        .isEqualTo(Map.of("Fn::GetAtt", List.of(service + "TaskRole", "Arn"))));
    }

    @Test
    void no_role_may_change_or_remove_a_commit() {
        String anyJournal = "arn:aws:dynamodb:eu-west-1:000000000000:table/%s-journal";
        assertThat(SERVICES).allSatisfy(service -> {
            Policy policy = Policy.ofRole(TEMPLATE, service + "TaskRole", Map.of());
            assertThat(policy.grants()).isNotEmpty();
            for (String owner : List.of("orders", "inventory", "payments", "notifications", "event-store")) {
                for (String action : List.of(
                        "UpdateItem",
                        "DeleteItem",
                        "BatchWriteItem",
                        "PartiQLUpdate",
                        "PartiQLDelete",
                        "DeleteTable")) {
                    Call call = new Call("dynamodb:" + action, anyJournal.formatted(owner));
                    assertThat(policy.refused(List.of(call))).as(service).containsExactly(call);
                }
            }
        });
    }

    @Test
    void only_the_keeper_of_the_archive_writes_to_it() {
        Map<String, String> parameters = Map.of("ArchiveBucketArn", "arn:aws:s3:::archive");
        Call put = new Call("s3:PutObject", "arn:aws:s3:::archive/events/x");
        assertThat(SERVICES.stream()
                        .filter(service -> Policy.ofRole(TEMPLATE, service + "TaskRole", parameters)
                                .refused(List.of(put))
                                .isEmpty()))
                .containsExactly("EventStore");
    }

    @Test
    void the_policies_of_a_role_fit_into_what_iam_takes() {
        Map<String, String> longest = Map.of(
                "AWS::Region", "ap-southeast-1",
                // Of the longest name that an environment can have, restored under the longest that a recovery can.
                "TablePrefix", "abcdefghijklmno-restored-abcdefghijklmnopqrst-",
                "StreamArn", "arn:aws:kinesis:ap-southeast-1:000000000000:stream/abcdefghijklmno-order-events",
                "ArchiveBucketArn", "arn:aws:s3:::orderflow-abcdefghijklmno-archive-000000000000-ap-southeast-1",
                "SnapshotBucketArn", "arn:aws:s3:::orderflow-abcdefghijklmno-snapshots-000000000000-ap-southeast-1",
                "DataKeyArn", "arn:aws:kms:ap-southeast-1:000000000000:key/00000000-0000-0000-0000-000000000000");
        Intrinsics intrinsics = new Intrinsics(TEMPLATE, longest);
        assertThat(SERVICES).allSatisfy(service -> {
            Object policies = intrinsics.resolve(
                    TEMPLATE.resource(service + "TaskRole").properties().get("Policies"));
            // As JSON each name and value has two quotes where this text has none.
            int size = String.valueOf(policies).replaceAll("\\s", "").length()
                    + 2 * String.valueOf(policies).split("[,={\\[]").length;
            assertThat(size).as(service).isLessThan(LARGEST_POLICIES_OF_A_ROLE);
        });
    }

    @Test
    void each_service_is_behind_the_port_that_the_gateway_calls() {
        for (int i = 0; i < SERVICES.size(); i++) {
            assertThat(TEMPLATE.resource(SERVICES.get(i) + "Listener").properties())
                    .containsEntry("Port", 8081 + i)
                    .containsEntry(
                            "DefaultActions",
                            List.of(Map.of(
                                    "Type", "forward", "TargetGroupArn", Map.of("Ref", SERVICES.get(i) + "Targets"))));
        }
    }

    private static Map<String, Object> container(String service) {
        return map(
                list(TEMPLATE.resource(service + "TaskDefinition").properties().get("ContainerDefinitions"))
                        .getFirst());
    }
}
