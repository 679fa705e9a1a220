package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One entry of {@code suppressions.yaml}.
 *
 * @param resources logical ids; empty for all of these templates
 */
record Suppression(String check, List<String> templates, List<String> resources, String reason) {
    private static final Set<String> KEYS = Set.of("check", "templates", "resources", "reason");

    static List<Suppression> all() {
        try (var reader = Files.newBufferedReader(Template.folder().resolve("suppressions.yaml"))) {
            return list(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader)).stream()
                    .map(each -> of(map(each)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Suppression of(Map<String, Object> entry) {
        if (!KEYS.containsAll(entry.keySet()) || !(entry.get("reason") instanceof String reason) || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "An entry of suppressions.yaml has check, templates, a reason and maybe resources, not " + entry);
        }
        return new Suppression(
                String.valueOf(entry.get("check")),
                texts(entry.get("templates")),
                texts(entry.get("resources")),
                reason);
    }

    private static List<String> texts(Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }

    boolean covers(Finding finding) {
        return check.equals(finding.check())
                && templates.contains(finding.stack())
                && (resources.isEmpty() || resources.contains(finding.resource()));
    }
}
