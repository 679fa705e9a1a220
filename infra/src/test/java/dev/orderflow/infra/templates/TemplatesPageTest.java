package dev.orderflow.infra.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.cloudformation.Environment;
import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TemplatesPageTest {
    /** Writes the page instead of comparing it. */
    private static final String WRITE = "orderflow.write-pages";

    @Test
    void the_page_tells_of_the_templates_as_they_are() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(TemplatesPage.file(), TemplatesPage.text());
        }
        assertThat(TemplatesPage.file())
                .as("docs/cloudformation.md; -D%s=true writes it", WRITE)
                .hasContent(TemplatesPage.text());
    }

    @Test
    void what_is_said_to_be_off_is_a_condition_of_a_resource() {
        Proof.CREATED.forEach((stack, created) -> assertThat(Template.of(stack).resources().stream()
                        .map(resource -> String.valueOf(resource.content().get("Condition"))))
                .as(stack)
                .containsAll(created.conditionsOff()));
    }

    @Test
    void no_type_is_named_as_never_made_that_is_made() {
        assertThat(Proof.CREATED.keySet())
                .allSatisfy(stack ->
                        assertThat(Proof.created(stack)).doesNotContainKeys(LocalStack.TYPES_NEVER_MADE.split(",")));
    }

    @Test
    void docker_compose_switches_off_of_the_edge_stack_what_the_test_does() {
        Environment local = Environment.read(ProjectFolders.find().root(), "local");
        Map<String, String> parameters = new HashMap<>(local.parameters());
        local.stacks().stream()
                .filter(stack -> stack.name().equals("edge"))
                .forEach(stack -> parameters.putAll(stack.parameters()));
        Intrinsics compose = new Intrinsics(Template.of("edge"), parameters);

        Set<String> off = Template.of("edge").resources().stream()
                .filter(resource -> resource.content().containsKey("Condition"))
                .map(resource -> String.valueOf(resource.content().get("Condition")))
                .filter(condition -> !compose.holds(condition))
                .collect(Collectors.toSet());
        assertThat(off).isEqualTo(Proof.CREATED.get("edge").conditionsOff());
    }

    @Test
    void of_the_edge_stack_only_some_log_groups_are_created() {
        assertThat(Proof.of("edge", "AWS::Logs::LogGroup", 4))
                .isEqualTo("2 created in a test (`EveryOperationThroughApiGatewayE2E`), 2 linted only");
        assertThat(Proof.of("edge", "AWS::WAFv2::WebACL", 1)).isEqualTo("linted only");
    }
}
