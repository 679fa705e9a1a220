package dev.orderflow.launcher.capacity;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.cloudformation.Environment;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Intrinsics;
import dev.orderflow.infra.templates.Template;
import dev.orderflow.infra.templates.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/**
 * The bill counts what production deploys: every number of {@link ProductionStacks} beside the templates, with the parameters
 * of {@code environments/production.yaml}. Where one fails, correct the number and write docs/capacity.md again.
 */
class ProductionStacksTest {
    private static final Path ROOT = ProjectFolders.find().root();
    private static final List<Deployed> STACKS = production();

    /** What the conditions of the template leave of it. */
    private record Deployed(Template template, Intrinsics values) {
        List<Resource> resources(String type) {
            return template.resources(type).stream()
                    .filter(resource -> !resource.content().containsKey("Condition")
                            || values.holds(String.valueOf(resource.content().get("Condition"))))
                    .toList();
        }
    }

    @Test
    void the_network() {
        List<Resource> endpoints = only("network").resources("AWS::EC2::VPCEndpoint").stream()
                .filter(endpoint -> "Interface".equals(endpoint.properties().get("VpcEndpointType")))
                .toList();
        assertThat(endpoints)
                .hasSize(ProductionStacks.INTERFACE_ENDPOINTS)
                .allSatisfy(
                        endpoint -> assertThat(list(endpoint.at("SubnetIds"))).hasSize(ProductionStacks.ZONES));
        assertThat(all("AWS::EC2::NatGateway")).hasSize(ProductionStacks.NAT_GATEWAYS);
        assertThat(all("AWS::EC2::EIP")).as("an address each").hasSize(ProductionStacks.NAT_GATEWAYS);
        assertThat(all("AWS::ElasticLoadBalancingV2::LoadBalancer")).hasSize(1);
    }

    @Test
    void tables_and_their_insights() {
        Deployed data = only("data");
        List<Resource> tables = data.resources("AWS::DynamoDB::Table");
        assertThat(all("AWS::DynamoDB::Table")).hasSize(ProductionStacks.TABLES).hasSameSizeAs(tables);
        int rules = 0;
        for (Resource table : tables) {
            assertThat(data.values().text(table.at("ContributorInsightsSpecification", "Enabled")))
                    .as(table.name())
                    .isEqualTo("true");
            rules += 2 * list(table.at("KeySchema")).size();
        }
        assertThat(rules).isEqualTo(ProductionStacks.INSIGHTS_RULES);
    }

    @Test
    void keys() {
        assertThat(all("AWS::KMS::Key")).hasSize(ProductionStacks.KEYS);
    }

    @Test
    void alarms_and_dashboards() {
        List<Resource> alarms = all("AWS::CloudWatch::Alarm");
        assertThat(alarms).hasSize(ProductionStacks.ALARMS);
        assertThat(alarms.stream()
                        .mapToInt(alarm -> metrics(alarm.properties().get("Metrics")))
                        .sum())
                .isEqualTo(ProductionStacks.ALARM_METRICS);
        assertThat(all("AWS::ApplicationAutoScaling::ScalingPolicy").stream()
                        .filter(policy -> "TargetTrackingScaling".equals(policy.at("PolicyType")))
                        .mapToInt(policy -> 2
                                * metrics(map(policy.at(
                                                "TargetTrackingScalingPolicyConfiguration",
                                                "CustomizedMetricSpecification"))
                                        .get("Metrics")))
                        .sum())
                .isEqualTo(ProductionStacks.SCALING_ALARM_METRICS);
        assertThat(all("AWS::CloudWatch::CompositeAlarm")).hasSize(ProductionStacks.COMPOSITE_ALARMS);
        assertThat(all("AWS::CloudWatch::Dashboard")).hasSize(ProductionStacks.DASHBOARDS);
    }

    @Test
    void counted_by_operation_bucket_and_task() throws IOException {
        Set<String> methods = Set.of("get", "put", "post", "delete", "patch", "head", "options");
        int operations = 0;
        try (var reader = Files.newBufferedReader(ROOT.resolve("infra/api/openapi.yaml"))) {
            Map<String, Object> document = map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
            for (Object path : map(document.get("paths")).values()) {
                Set<String> there = new HashSet<>(map(path).keySet());
                there.retainAll(methods);
                operations += there.size();
            }
        }
        assertThat(operations).isEqualTo(ProductionStacks.API_OPERATIONS);
        assertThat(all("AWS::S3::Bucket").stream()
                        .mapToInt(bucket -> list(bucket.properties().get("MetricsConfigurations"))
                                .size())
                        .sum())
                .isEqualTo(ProductionStacks.BUCKET_METRIC_FILTERS);
        assertThat(all("AWS::ECS::Cluster"))
                .singleElement()
                .satisfies(cluster -> assertThat(String.valueOf(cluster.at("ClusterSettings")))
                        .contains("enhanced"));
        assertThat(all("AWS::CloudTrail::Trail")).hasSize(1);
    }

    @Test
    void the_stream_its_readers_and_the_bus() {
        Deployed compute = only("compute");
        assertThat(compute.resources("AWS::ECS::Service")).hasSize(ProductionStacks.SERVICES);
        assertThat(compute.resources("AWS::Kinesis::StreamConsumer"))
                .hasSize(Integer.parseInt(preset("--consumers")))
                .hasSize(ProductionStacks.SERVICES);
        assertThat(only("events").resources("AWS::Kinesis::StreamConsumer"))
                .as("the sixth")
                .hasSize(1);
        assertThat(all("AWS::Kinesis::StreamConsumer")).hasSize(6);
        assertThat(all("AWS::Kinesis::Stream"))
                .singleElement()
                .satisfies(stream -> assertThat(stream.at("RetentionPeriodHours"))
                        .isEqualTo(24 * Integer.parseInt(preset("--retention-days"))));
        Deployed events = only("events");
        assertThat(events.resources("AWS::Events::Archive"))
                .singleElement()
                .satisfies(archive -> assertThat(events.values().text(archive.at("RetentionDays")))
                        .isEqualTo(String.valueOf(ProductionStacks.REPLAYABLE_DAYS)));
        assertThat(all("AWS::Lambda::Function")).as("authorizer and forwarder").hasSize(2);
    }

    @Test
    void tasks_and_what_they_are_told() {
        Intrinsics compute = only("compute").values();
        assertThat(compute.text(Map.of("Ref", "LeastTasks"))).isEqualTo(preset("--instances"));
        assertThat(compute.text(Map.of("Ref", "TaskCpu")))
                .isEqualTo(String.valueOf(1_024 * Integer.parseInt(preset("--vcpu"))));
        assertThat(compute.text(Map.of("Ref", "TaskMemory")))
                .isEqualTo(String.valueOf(1_024 * Integer.parseInt(preset("--memory-gb"))));
        assertThat(compute.text(Map.of("Ref", "CpuArchitecture"))).isEqualTo("ARM64");
        assertThat(compute.text(Map.of("Ref", "Retrieval"))).isEqualTo(preset("--retrieval"));
        Object container = list(only("compute")
                        .template()
                        .resource("EventStoreTaskDefinition")
                        .at("ContainerDefinitions"))
                .getFirst();
        assertThat(list(map(container).get("Environment")))
                .contains(Map.of("Name", "ORDERFLOW_ARCHIVE_FLUSHAFTER", "Value", "1m"));
        assertThat(ArchiveAfterAYear.FLUSH_EVERY_SECONDS).isEqualTo(60);
    }

    @Test
    void the_firewall() {
        List<Resource> firewalls = all("AWS::WAFv2::WebACL");
        assertThat(firewalls).hasSize(ProductionStacks.FIREWALLS);
        List<Object> rules = firewalls.stream()
                .flatMap(firewall -> list(firewall.at("Rules")).stream())
                .toList();
        assertThat(rules).hasSize(ProductionStacks.FIREWALL_RULES);
        assertThat(rules.stream()
                        .map(rule -> map(map(map(rule).get("Statement")).get("ManagedRuleGroupStatement"))
                                .get("Name"))
                        .filter(Objects::nonNull))
                .as("managed groups that have no price of their own, as that against bots has")
                .isSubsetOf(
                        "AWSManagedRulesAmazonIpReputationList",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "AWSManagedRulesCommonRuleSet");
        assertThat(all("AWS::WAFv2::LoggingConfiguration"))
                .singleElement()
                .satisfies(logging -> assertThat(logging.properties())
                        .as("every request is logged")
                        .doesNotContainKey("LoggingFilter"));
    }

    @Test
    void the_cache_of_the_way_in() {
        Intrinsics edge = only("edge").values();
        assertThat(all("AWS::ApiGateway::Stage")).singleElement().satisfies(stage -> {
            assertThat(edge.text(stage.at("CacheClusterEnabled"))).isEqualTo("true");
            assertThat(edge.text(stage.at("CacheClusterSize")))
                    .isEqualTo(String.valueOf(ProductionStacks.API_CACHE_GB));
            assertThat(list(stage.at("MethodSettings")).stream()
                            .filter(settings ->
                                    "true".equals(edge.text(map(settings).get("CachingEnabled")))))
                    .hasSize(ProductionStacks.CACHED_OPERATIONS);
        });
    }

    /** An alarm or a policy without a list has one. */
    private static int metrics(Object listed) {
        return listed == null
                ? 1
                : (int) list(listed).stream()
                        .filter(metric -> map(metric).containsKey("MetricStat"))
                        .count();
    }

    private static String preset(String option) {
        return new CommandLine(new CapacityCommand())
                .getCommandSpec()
                .findOption(option)
                .defaultValue();
    }

    private static List<Resource> all(String type) {
        return STACKS.stream().flatMap(stack -> stack.resources(type).stream()).toList();
    }

    private static Deployed only(String stack) {
        return STACKS.stream()
                .filter(each -> each.template().stack().equals(stack))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Production has no stack " + stack));
    }

    /** As the deployer tells the stacks: the environment's parameters, the stack's own, and outputs of those before. */
    private static List<Deployed> production() {
        Environment production = Environment.read(ROOT, "production");
        List<Deployed> stacks = new ArrayList<>();
        Map<String, String> told = new HashMap<>(production.parameters());
        told.put("Environment", production.name());
        for (Environment.StackPlan plan : production.stacks()) {
            Template template = Template.of(plan.name());
            Map<String, String> given = new HashMap<>(told);
            given.putAll(plan.parameters());
            stacks.add(new Deployed(template, new Intrinsics(template, given)));
            template.section("Outputs").keySet().forEach(output -> told.put(output, "output " + output));
        }
        return stacks;
    }
}
