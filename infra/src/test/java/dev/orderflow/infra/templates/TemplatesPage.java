package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;

import dev.orderflow.infra.engine.LocalStack;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.infra.templates.Template.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/cloudformation.md}, made from the templates, the list of proofs and the suppressions. */
final class TemplatesPage {
    private static final List<String> ORDER = List.of(
            "registry",
            "pipeline",
            "data",
            "network",
            "compute",
            "edge",
            "observability",
            "governance",
            "analytics",
            "events",
            "recovery");

    private TemplatesPage() {}

    static Path file() {
        return ProjectFolders.find().root().resolve("docs/cloudformation.md");
    }

    static String text() {
        StringBuilder page = new StringBuilder("""
                # The templates, and how each resource was proven

                Made from `infra/cloudformation` by `TemplatesPageTest`, which fails where this page is not up to date;
                `./mvnw -pl infra test -Dtest=TemplatesPageTest -Dorderflow.write-pages=true` writes it.

                There was no AWS account. *Created in a test* means that LocalStack made the resource from this very template:
                the test compares the stack's resources, by type and number, with what is said here. Types that LocalStack
                does not know are forbidden, except for four that the edge stack has by conditions, all of them off there
                (LocalStack looks at the types alone):
                %s.
                *Linted only* means cfn-lint (against AWS's own schemas), checkov, and the tests of
                `infra/src/test/java/dev/orderflow/infra/templates`: types and names are right, and what AWS does with it was
                not seen.

                | stack | resources | of these created in a test |
                |---|---|---|
                """.formatted(typesNeverMade()));
        for (String stack : stacks()) {
            Map<String, Long> types = Template.of(stack).types();
            long all = types.values().stream().mapToLong(Long::longValue).sum();
            long created = Proof.created(stack).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            page.append("| [%s](#%s) | %d | %d |\n".formatted(stack, stack, all, created));
        }
        stacks().forEach(stack -> section(page, Template.of(stack)));
        suppressions(page);
        return page.toString();
    }

    private static String typesNeverMade() {
        return Stream.of(LocalStack.TYPES_NEVER_MADE.split(","))
                .map(type -> "`" + type + "`")
                .collect(Collectors.joining(", "));
    }

    /** In the order of their deployment; a stack that nobody gave a place comes last. */
    private static List<String> stacks() {
        List<String> there = Template.all().stream().map(Template::stack).toList();
        List<String> ordered =
                new java.util.ArrayList<>(ORDER.stream().filter(there::contains).toList());
        there.stream().filter(stack -> !ORDER.contains(stack)).forEach(ordered::add);
        return ordered;
    }

    private static void section(StringBuilder page, Template template) {
        page.append("\n## ").append(template.stack()).append("\n\n");
        page.append(String.valueOf(template.content().get("Description")).strip())
                .append("\n\n");
        page.append("| type | number | how it was proven |\n|---|---|---|\n");
        template.types()
                .forEach((type, number) -> page.append(
                        "| `%s` | %d | %s |\n".formatted(type, number, Proof.of(template.stack(), type, number))));
        Proof.Created created = Proof.CREATED.get(template.stack());
        if (created != null && !created.note().isEmpty()) {
            page.append("\n").append(created.note());
        }
    }

    private static void suppressions(StringBuilder page) {
        page.append("\n## What linters say and nobody follows\n\n| where | check | why not |\n|---|---|---|\n");
        Map<String, String> lines = new TreeMap<>();
        for (Suppression each : Suppression.all()) {
            String where = String.join(", ", each.templates())
                    + (each.resources().isEmpty() ? "" : ": " + String.join(", ", each.resources()));
            lines.put(
                    where + each.check(),
                    "| %s | `%s` | %s |\n"
                            .formatted(where, each.check(), each.reason().strip()));
        }
        for (Template template : Template.all()) {
            for (Resource resource : template.resources()) {
                for (Object skip :
                        list(map(map(resource.content().get("Metadata")).get("checkov"))
                                .get("skip"))) {
                    String where = template.stack() + ": " + resource.name();
                    lines.put(
                            where + map(skip).get("id"),
                            "| %s | `%s` | %s |\n"
                                    .formatted(
                                            where,
                                            map(skip).get("id"),
                                            map(skip).get("comment")));
                }
            }
        }
        lines.values().forEach(page::append);
    }
}
