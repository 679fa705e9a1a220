package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.templates.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is asked of every template, and no linter asks. */
class TemplatesTest {
    /** What cannot be made again from anything else, and buckets of any kind: S3 deletes none that has objects. */
    private static final Set<String> STATE = Set.of(
            "AWS::DynamoDB::Table", "AWS::ECR::Repository", "AWS::Kinesis::Stream", "AWS::KMS::Key", "AWS::S3::Bucket");

    private static final List<Template> TEMPLATES = Template.all();

    @Test
    void every_template_says_what_it_is_for_and_is_told_its_environment() {
        assertThat(TEMPLATES).isNotEmpty().allSatisfy(template -> {
            assertThat(template.content().get("Description"))
                    .as(template.stack())
                    .isNotNull();
            assertThat(template.section("Parameters")).as(template.stack()).containsKey("Environment");
        });
    }

    @Test
    void state_outlives_its_stack() {
        assertThat(resources(STATE))
                .isNotEmpty()
                .allSatisfy((name, resource) -> assertThat(resource.content())
                        .as(name)
                        .containsEntry("DeletionPolicy", "Retain")
                        .containsEntry("UpdateReplacePolicy", "Retain"));
    }

    /** Otherwise AWS refuses the deletion, and the environment cannot be removed by the command that removes it. */
    @Test
    void what_goes_with_its_stack_is_protected_only_while_the_environment_is() {
        assertThat(resources(Set.of("AWS::ElasticLoadBalancingV2::LoadBalancer")))
                .isNotEmpty()
                .allSatisfy((name, loadBalancer) -> assertThat(list(loadBalancer.at("LoadBalancerAttributes")))
                        .as(name)
                        .contains(Map.of(
                                "Key",
                                "deletion_protection.enabled",
                                "Value",
                                Map.of("Ref", "TerminationProtection"))));
    }

    @Test
    void every_log_group_forgets_and_is_encrypted() {
        assertThat(resources(Set.of("AWS::Logs::LogGroup")))
                .isNotEmpty()
                .allSatisfy((name, group) -> assertThat(group.properties())
                        .as(name)
                        .containsKeys("RetentionInDays", "KmsKeyId", "LogGroupName"));
    }

    @Test
    void every_statement_names_its_resources_unless_aws_knows_none() {
        Set<String> everything = new TreeSet<>();
        forEachStatement((stack, statement) -> {
            if (list(statement.get("Resource")).contains("*")) {
                everything.add(stack + "/" + statement.get("Sid"));
            }
        });
        assertThat(everything).isEqualTo(new TreeSet<>(WhereAwsKnowsNoResource.REASONS.keySet()));
    }

    @Test
    void no_statement_allows_every_action() {
        forEachStatement((stack, statement) -> {
            if ("Allow".equals(statement.get("Effect"))) {
                assertThat(list(statement.get("Action")))
                        .as("%s: %s", stack, statement.get("Sid"))
                        .doesNotContain("*");
            }
            assertThat(statement)
                    .as("%s: %s", stack, statement.get("Sid"))
                    .doesNotContainKeys("NotAction", "NotResource");
        });
    }

    @Test
    void a_service_of_aws_takes_on_a_role_for_this_account_alone() {
        // Lambda and API Gateway send no source account where they take on a role.
        Set<String> withoutSource = Set.of("lambda.amazonaws.com", "apigateway.amazonaws.com");
        assertThat(resources(Set.of("AWS::IAM::Role"))).isNotEmpty().allSatisfy((name, role) -> {
            for (Object each : list(map(role.at("AssumeRolePolicyDocument")).get("Statement"))) {
                Map<String, Object> statement = map(each);
                boolean sends = list(map(statement.get("Principal")).get("Service")).stream()
                        .noneMatch(withoutSource::contains);
                if (sends) {
                    assertThat(statement).as(name).containsKey("Condition");
                }
            }
        });
    }

    @Test
    void every_alarm_does_something() {
        Set<String> rolledBackOn = new TreeSet<>();
        resources(Set.of("AWS::ECS::Service"))
                .values()
                .forEach(service -> list(service.at("DeploymentConfiguration", "Alarms", "AlarmNames"))
                        .forEach(alarm ->
                                rolledBackOn.add(String.valueOf(map(alarm).get("Ref")))));
        assertThat(resources(Set.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")))
                .isNotEmpty()
                .allSatisfy((name, alarm) -> {
                    if (!rolledBackOn.contains(alarm.name())) {
                        assertThat(list(alarm.properties().get("AlarmActions")))
                                .as(name)
                                .isNotEmpty();
                    }
                    assertThat(alarm.properties()).as(name).containsKey("AlarmDescription");
                });
    }

    /** Without the filter there are no such metrics, and the alarm would never ring. */
    @Test
    void the_alarm_of_a_gap_counts_by_the_filter_that_the_archives_bucket_has() {
        Object metrics =
                Template.of("observability").resource("ArchiveGap").properties().get("Metrics");
        Object archived = map(map(list(metrics).getFirst()).get("MetricStat")).get("Metric");
        List<Object> filters =
                list(Template.of("data").resource("ArchiveBucket").at("MetricsConfigurations"));

        assertThat(list(map(archived).get("Dimensions")))
                .contains(Map.of(
                        "Name", "FilterId", "Value", map(filters.getFirst()).get("Id")));
    }

    @Test
    void every_journal_is_watched_for_refused_and_failed_writes_and_seen_on_the_dashboard() {
        List<String> journals = Template.of("data").resources("AWS::DynamoDB::Table").stream()
                .map(table ->
                        String.valueOf(map(table.properties().get("TableName")).get("Fn::Sub")))
                .filter(name -> name.endsWith("-journal"))
                .toList();
        Template observability = Template.of("observability");

        assertThat(journals).hasSize(5).allSatisfy(journal -> {
            for (String alarm : List.of("JournalThrottles", "DynamoDbErrors")) {
                assertThat(summed(observability.resource(alarm)))
                        .as(alarm)
                        .contains(Map.of("Name", "TableName", "Value", Map.of("Fn::Sub", journal)));
            }
            assertThat(String.valueOf(observability.resource("Dashboard").properties()))
                    .contains("\"" + journal + "\"");
        });
    }

    /** The dimensions of those metrics that the alarm's expression really sums up. */
    private static List<Object> summed(Resource alarm) {
        List<Object> metrics = list(alarm.properties().get("Metrics"));
        String expression = String.valueOf(map(metrics.getLast()).get("Expression"));
        return metrics.stream()
                .map(metric -> map(metric))
                .filter(metric -> expression.contains("FILL(" + metric.get("Id") + ", 0)"))
                .flatMap(metric ->
                        list(map(map(metric.get("MetricStat")).get("Metric")).get("Dimensions")).stream())
                .toList();
    }

    /** RestartCount has no values where no container has a restart policy, so an alarm on it would never ring. */
    @Test
    void a_task_that_ends_by_itself_is_told_by_what_ecs_says_of_it() {
        resources(Set.of("AWS::ECS::TaskDefinition"))
                .forEach((name, definition) -> list(definition.properties().get("ContainerDefinitions"))
                        .forEach(container ->
                                assertThat(String.valueOf(container)).as(name).doesNotContain("RestartPolicy")));
        assertThat(resources(Set.of("AWS::CloudWatch::Alarm")))
                .allSatisfy((name, alarm) ->
                        assertThat(alarm.properties()).as(name).doesNotContainEntry("MetricName", "RestartCount"));

        Resource rule = Template.of("observability").resource("TasksThatEndByThemselves");
        assertThat(map(rule.at("EventPattern", "detail")))
                .containsEntry("lastStatus", List.of("STOPPED"))
                .containsEntry("stopCode", List.of("EssentialContainerExited", "TaskFailedToStart"));
        assertThat(list(rule.properties().get("Targets")))
                .allSatisfy(target -> assertThat(map(target)).containsEntry("Arn", Map.of("Ref", "AlarmTopic")));
    }

    /** EventBridge names no account of its own where it tells a topic, and none where it has the topic's key encrypt. */
    @Test
    void rules_may_tell_the_alarm_topic_and_use_its_key() {
        Object topic = Template.of("observability").resource("AlarmTopicPolicy").at("PolicyDocument", "Statement");
        Object key = Template.of("registry").resource("OperationsKey").at("KeyPolicy", "Statement");

        assertThat(statementsFor("events.amazonaws.com", topic))
                .singleElement()
                .satisfies(statement -> assertThat(statement)
                        .containsEntry("Action", "sns:Publish")
                        .doesNotContainKey("Condition"));
        assertThat(statementsFor("events.amazonaws.com", key))
                .singleElement()
                .satisfies(statement ->
                        assertThat(String.valueOf(statement.get("Condition"))).doesNotContain("aws:Source"));
    }

    private static List<Map<String, Object>> statementsFor(String service, Object statements) {
        return list(statements).stream()
                .map(Template::map)
                .filter(statement -> String.valueOf(statement.get("Principal")).contains(service))
                .toList();
    }

    /** AWS Config refuses a bucket with Object Lock. */
    @Test
    void the_recorder_delivers_to_a_bucket_that_it_can_deliver_to() {
        Template governance = Template.of("governance");
        Object bucket = map(governance.resource("RecorderDelivery").properties().get("S3BucketName"))
                .get("Ref");

        assertThat(governance.resource(String.valueOf(bucket)).properties())
                .doesNotContainKeys("ObjectLockEnabled", "ObjectLockConfiguration");
    }

    @Test
    void the_composites_know_every_alarm_that_is_there_before_them() {
        String rules = String.valueOf(Template.of("observability").resources("AWS::CloudWatch::CompositeAlarm"));
        Set<String> alone = new TreeSet<>();
        Map<String, Resource> alarms = resources(Set.of("AWS::CloudWatch::Alarm"));
        // Later stacks are told the topic, and their alarms tell it by themselves.
        alarms.keySet().removeIf(name -> !name.startsWith("compute/") && !name.startsWith("observability/"));
        alarms.forEach((name, alarm) -> {
            String alarmName =
                    String.valueOf(map(alarm.properties().get("AlarmName")).get("Fn::Sub"));
            if (!rules.contains("ALARM(\"" + alarmName + "\")")) {
                alone.add(name);
            }
        });
        // They scale, which people need not know of: a consumer that stays behind has an alarm of its own.
        assertThat(alone)
                .containsExactly(
                        "compute/EventStoreFallsBehind",
                        "compute/InventoryFallsBehind",
                        "compute/NotificationFallsBehind",
                        "compute/OrderFallsBehind",
                        "compute/PaymentFallsBehind");
    }

    @Test
    void every_saved_query_looks_where_a_service_logs() {
        List<String> logGroups = Template.of("compute").resources("AWS::Logs::LogGroup").stream()
                .map(group -> String.valueOf(
                        map(group.properties().get("LogGroupName")).get("Fn::Sub")))
                .toList();
        assertThat(Template.of("observability").resources("AWS::Logs::QueryDefinition"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(list(query.properties().get("LogGroupNames")))
                        .as(query.name())
                        .isNotEmpty()
                        .allSatisfy(group -> assertThat(logGroups)
                                .contains(String.valueOf(map(group).get("Fn::Sub")))));
    }

    private interface StatementReader {
        void read(String stack, Map<String, Object> statement);
    }

    private static void forEachStatement(StatementReader reader) {
        resources(Set.of("AWS::IAM::Role", "AWS::IAM::ManagedPolicy")).forEach((name, resource) -> {
            List<Object> documents = new ArrayList<>();
            documents.add(resource.properties().getOrDefault("PolicyDocument", Map.of()));
            list(resource.properties().get("Policies"))
                    .forEach(policy -> documents.add(map(policy).get("PolicyDocument")));
            documents.forEach(document -> list(map(document).get("Statement"))
                    .forEach(statement -> reader.read(name.substring(0, name.indexOf('/')), map(statement))));
        });
    }

    /** Of all templates, by stack and logical id. */
    private static Map<String, Resource> resources(Set<String> types) {
        Map<String, Resource> found = new TreeMap<>();
        for (Template template : TEMPLATES) {
            for (Resource resource : template.resources()) {
                if (types.contains(resource.type())) {
                    found.put(template.stack() + "/" + resource.name(), resource);
                }
            }
        }
        return found;
    }
}
