package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code environments/*.yaml} give to the stacks. */
class EnvironmentFilesTest {
    /** With how many an on-demand stream starts; it never has fewer. */
    private static final int SHARDS_ON_DEMAND = 4;

    /** What the deployer gives beside the files and the outputs of earlier stacks. */
    private static final Set<String> BY_THE_DEPLOYER = Set.of("Environment", "ImageTag", "TerminationProtection");

    @Test
    void a_service_never_has_more_tasks_than_the_stream_has_shards() throws IOException {
        for (Path file : files()) {
            Map<String, Object> compute = parameters(file, "compute");
            if (stacks(file).contains("compute")) {
                Map<String, Object> data = parameters(file, "data");
                int shards = value(data, "data", "StreamMode").equals("PROVISIONED")
                        ? Integer.parseInt(value(data, "data", "StreamShards"))
                        : SHARDS_ON_DEMAND;
                int most = Integer.parseInt(value(compute, "compute", "MostTasks"));
                int least = Integer.parseInt(value(compute, "compute", "LeastTasks"));
                assertThat(most).as("%s: MostTasks", file.getFileName()).isBetween(least, shards);
            }
        }
    }

    @Test
    void every_parameter_without_a_default_is_given_to_every_stack() throws IOException {
        for (Path file : files()) {
            Set<String> known = new HashSet<>(BY_THE_DEPLOYER);
            known.addAll(map(read(file).get("parameters")).keySet());
            known.addAll(read(file).containsKey("artifacts-bucket") ? Set.of("ArtifactsBucketName") : Set.of());
            for (String stack : stacks(file)) {
                if (!Files.exists(Template.file(stack))) {
                    continue;
                }
                Template template = Template.of(stack);
                Set<String> missing = new HashSet<>();
                template.section("Parameters").forEach((name, parameter) -> {
                    boolean byTheDeployer =
                            String.valueOf(map(parameter).get("Description")).contains("set by the deployer");
                    if (!map(parameter).containsKey("Default") && !byTheDeployer) {
                        missing.add(name);
                    }
                });
                missing.removeAll(known);
                missing.removeAll(parameters(file, stack).keySet());
                missing.removeAll(files(file, stack).keySet());
                assertThat(missing)
                        .as("%s: parameters of %s", file.getFileName(), stack)
                        .isEmpty();
                assertThat(template.section("Parameters").keySet())
                        .as("%s: parameters of %s", file.getFileName(), stack)
                        .containsAll(parameters(file, stack).keySet());
                known.addAll(template.section("Outputs").keySet());
            }
        }
    }

    @Test
    void production_has_the_firewall_and_caches_what_all_customers_read() throws IOException {
        Path production = Template.folder().resolve("environments/production.yaml");
        Map<String, Object> edge = parameters(production, "edge");

        assertThat(value(edge, "edge", "WafEnabled")).isEqualTo("true");
        assertThat(Integer.parseInt(value(edge, "edge", "CatalogueCacheSeconds")))
                .isPositive();
    }

    private static String value(Map<String, Object> given, String stack, String parameter) {
        Object preset =
                map(Template.of(stack).section("Parameters").get(parameter)).get("Default");
        return String.valueOf(given.getOrDefault(parameter, preset));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Template.folder().resolve("environments"))) {
            List<Path> found = new ArrayList<>(files.sorted().toList());
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static List<String> stacks(Path file) throws IOException {
        return list(read(file).get("stacks")).stream()
                .map(stack -> String.valueOf(map(stack).get("name")))
                .toList();
    }

    private static Map<String, Object> parameters(Path file, String stack) throws IOException {
        return map(plan(file, stack).get("parameters"));
    }

    private static Map<String, Object> files(Path file, String stack) throws IOException {
        return map(plan(file, stack).get("files"));
    }

    private static Map<String, Object> plan(Path file, String stack) throws IOException {
        return list(read(file).get("stacks")).stream()
                .map(each -> map(each))
                .filter(each -> stack.equals(each.get("name")))
                .findFirst()
                .orElse(Map.of());
    }

    private static Map<String, Object> read(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(reader));
        }
    }
}
