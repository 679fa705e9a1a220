package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Policy.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The roles of a deployment by a workflow may do what the deployer does, and what the templates contain. */
class PipelineTemplateTest {
    private static final Template TEMPLATE = Template.of("pipeline");

    /** A call to the client, as the deployer's code spells it. */
    private static final Pattern CALL = Pattern.compile("cloudFormation(?:\\(\\))?\\s*\\.([a-z]\\w+)\\(");

    /** Where IAM calls a service otherwise than CloudFormation does. */
    private static final Map<String, String> IAM_NAMES = Map.of(
            "elasticloadbalancingv2", "elasticloadbalancing",
            "eventschemas", "schemas",
            "applicationautoscaling", "application-autoscaling",
            "stepfunctions", "states");

    @Test
    void a_workflow_may_make_every_call_to_cloudformation_that_the_deployer_makes() throws IOException {
        Policy policy = Policy.ofRole(TEMPLATE, "DeployRole", Map.of("Environment", "staging"));
        String stack = "arn:aws:cloudformation:eu-west-1:000000000000:stack/orderflow-staging-data/an-id";
        // Before a stack is there, its template is asked of.
        List<Call> calls = actions().stream()
                .map(action -> new Call(action, action.endsWith("GetTemplateSummary") ? "*" : stack))
                .toList();

        assertThat(calls)
                .extracting(Call::action)
                .contains("cloudformation:CreateChangeSet", "cloudformation:DescribeStackEvents");
        assertThat(policy.refused(calls)).isEmpty();
    }

    private static Set<String> actions() throws IOException {
        Path deployer = ProjectFolders.find().root().resolve("infra/src/main/java/dev/orderflow/infra/cloudformation");
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> files = Files.list(deployer)) {
            for (Path file : files.toList()) {
                Matcher call = CALL.matcher(Files.readString(file));
                while (call.find()) {
                    String method = call.group(1).replace("Paginator", "");
                    actions.add(
                            "cloudformation:" + method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1));
                }
            }
        }
        actions.remove("cloudformation:Close");
        return actions;
    }

    @Test
    void cloudformation_may_use_every_service_that_a_template_has_resources_of() {
        Set<String> allowed = new TreeSet<>();
        statements("Allow")
                .forEach(statement -> list(statement.get("Action"))
                        .forEach(action -> allowed.add(String.valueOf(action).replaceFirst(":.*", ""))));
        Set<String> needed = new TreeSet<>();
        for (Template template : Template.all()) {
            for (String type : template.types().keySet()) {
                String service = type.split("::")[1].toLowerCase(Locale.ROOT);
                needed.add(IAM_NAMES.getOrDefault(service, service));
            }
        }
        assertThat(needed).contains("ecs", "states");
        assertThat(allowed).containsAll(needed);
    }

    /** Their calls go to us-east-1, so in every other region a fence by region keeps them out. */
    @Test
    void services_of_no_region_are_not_fenced_by_region() {
        assertThat(statements("Allow"))
                .filteredOn(statement -> String.valueOf(statement).contains("RequestedRegion"))
                .isNotEmpty()
                .allSatisfy(statement ->
                        assertThat(list(statement.get("Action"))).doesNotContain("budgets:*", "route53:*", "iam:*"));
    }

    @Test
    void the_mapping_from_the_stream_to_a_function_is_among_what_lambda_may_be_asked_for() {
        assertThat(statements("Allow"))
                .filteredOn(statement -> list(statement.get("Action")).contains("lambda:*"))
                .isNotEmpty()
                .allSatisfy(statement ->
                        assertThat(String.valueOf(statement.get("Resource"))).contains(":event-source-mapping:*"));
    }

    private static List<Map<String, Object>> statements(String effect) {
        return list(TEMPLATE.resource("StackRole").properties().get("Policies")).stream()
                .flatMap(policy -> list(map(map(policy).get("PolicyDocument")).get("Statement")).stream())
                .map(statement -> map(statement))
                .filter(statement -> effect.equals(statement.get("Effect")))
                .toList();
    }
}
