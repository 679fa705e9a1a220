package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a linter says.
 *
 * @param resource its logical id; empty where it concerns no resource
 */
record Finding(String check, String stack, String resource, String message) {

    static List<Finding> ofCfnLint(String json) {
        List<Finding> findings = new ArrayList<>();
        for (Object each : list(parse(json))) {
            Map<String, Object> finding = map(each);
            List<Object> path = list(map(finding.get("Location")).get("Path"));
            boolean inResource = path.size() > 1 && "Resources".equals(path.getFirst());
            findings.add(new Finding(
                    String.valueOf(map(finding.get("Rule")).get("Id")),
                    stackOf(String.valueOf(finding.get("Filename"))),
                    inResource ? String.valueOf(path.get(1)) : "",
                    finding.get("Message") + " (line "
                            + map(map(finding.get("Location")).get("Start")).get("LineNumber") + ")"));
        }
        return findings;
    }

    static List<Finding> ofCheckov(String json) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Object> results = map(map(parse(json)).get("results"));
        for (Object each : list(results.get("parsing_errors"))) {
            findings.add(new Finding("parsing", stackOf(String.valueOf(each)), "", "cannot be read"));
        }
        for (Object each : list(results.get("failed_checks"))) {
            Map<String, Object> finding = map(each);
            String resource = String.valueOf(finding.get("resource"));
            findings.add(new Finding(
                    String.valueOf(finding.get("check_id")),
                    stackOf(String.valueOf(finding.get("file_path"))),
                    resource.substring(resource.lastIndexOf('.') + 1),
                    String.valueOf(finding.get("check_name"))));
        }
        return findings;
    }

    /** How many checks passed: none would mean that nothing was looked at. */
    static int passedByCheckov(String json) {
        return (int) map(map(parse(json)).get("summary")).get("passed");
    }

    /** JSON is YAML. */
    private static Object parse(String json) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(100_000_000);
        return new Yaml(new SafeConstructor(options)).load(json);
    }

    private static String stackOf(String file) {
        Path folder = Path.of(file).getParent();
        return folder == null ? file : String.valueOf(folder.getFileName());
    }

    @Override
    public String toString() {
        return stack + (resource.isEmpty() ? "" : "/" + resource) + ": " + check + " " + message;
    }
}
