package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.engine.TemplateLinters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every template passes cfn-lint and checkov; what they say and nobody follows has a written reason. */
class CloudFormationLintIT {
    /** A sentence, not a word. */
    private static final int SHORTEST_REASON = 30;

    private static List<Finding> findings;
    private static int passed;

    @BeforeAll
    static void lint() {
        TemplateLinters linters = TemplateLinters.ensure(ProjectFolders.find());
        // Each is one thread for a minute.
        CompletableFuture<String> cfnLint = CompletableFuture.supplyAsync(() -> linters.cfnLint(Template.all().stream()
                .map(template -> Template.file(template.stack()))
                .toList()));
        String checkov = linters.checkov(Template.folder());
        findings = new ArrayList<>(Finding.ofCfnLint(cfnLint.join()));
        findings.addAll(Finding.ofCheckov(checkov));
        passed = Finding.passedByCheckov(checkov);
    }

    @Test
    void linters_find_nothing_that_has_no_written_reason() {
        List<Suppression> suppressions = Suppression.all();
        assertThat(findings.stream().filter(finding -> suppressions.stream().noneMatch(each -> each.covers(finding))))
                .isEmpty();
        // Checkov is silent about a folder in which it recognises nothing.
        assertThat(passed).isGreaterThan(Template.all().size() * 10);
    }

    @Test
    void no_suppression_outlives_what_it_suppresses() {
        assertThat(Suppression.all())
                .allSatisfy(suppression -> assertThat(findings).anyMatch(suppression::covers));
    }

    @Test
    void every_suppression_says_why() {
        assertThat(Suppression.all().stream().map(Suppression::reason))
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(SHORTEST_REASON));
        for (Template template : Template.all()) {
            for (Template.Resource resource : template.resources()) {
                for (Object skip :
                        list(map(map(resource.content().get("Metadata")).get("checkov"))
                                .get("skip"))) {
                    assertThat(String.valueOf(map(skip).get("comment")))
                            .as(
                                    "%s/%s, why not %s",
                                    template.stack(), resource.name(), map(skip).get("id"))
                            .hasSizeGreaterThan(SHORTEST_REASON);
                }
                assertThat(map(resource.content().get("Metadata")))
                        .as(
                                "%s/%s: what cfn-lint is not to say stands in suppressions.yaml",
                                template.stack(), resource.name())
                        .doesNotContainKey("cfn-lint");
            }
            assertThat(template.section("Metadata"))
                    .as("%s: what cfn-lint is not to say stands in suppressions.yaml", template.stack())
                    .doesNotContainKey("cfn-lint");
        }
    }
}
