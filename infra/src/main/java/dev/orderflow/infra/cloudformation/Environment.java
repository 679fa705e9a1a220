package dev.orderflow.infra.cloudformation;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What is deployed to one environment, as {@code infra/cloudformation/environments/<name>.yaml} says:
 *
 * <pre>{@code
 * termination-protection: true     # stacks cannot be removed until this is false and deployed
 * artifacts-bucket: some-name      # made by the deployer; only where no stack has the output ArtifactsBucketName
 * parameters:                      # for every stack that declares them
 *   TablePrefix: staging-
 * stacks:                          # in this order
 *   - name: data                   # infra/cloudformation/data/template.yaml
 *     parameters:                  # for this stack, which has to declare them
 *       StreamMode: ON_DEMAND
 *     files:                       # uploaded; the parameter becomes the key in the artifacts bucket
 *       ApiDocumentKey: infra/api/openapi.yaml
 * }</pre>
 *
 * Beside these a stack is told {@code Environment}, {@code TerminationProtection}, and every output of the stacks before it,
 * where it declares a parameter of that name.
 *
 * @param artifactsBucket empty where a stack brings it
 */
public record Environment(
        String name,
        boolean terminationProtection,
        Optional<String> artifactsBucket,
        Map<String, String> parameters,
        List<StackPlan> stacks) {

    private static final Set<String> KEYS =
            Set.of("termination-protection", "artifacts-bucket", "parameters", "stacks");
    private static final Set<String> STACK_KEYS = Set.of("name", "parameters", "files");

    /**
     * One stack of the environment.
     *
     * @param files what to upload, by the parameter that gets its key
     */
    public record StackPlan(String name, Path template, Map<String, String> parameters, Map<String, Path> files) {
        /** What the template has to declare. */
        Set<String> ownParameters() {
            Set<String> own = new TreeSet<>(parameters.keySet());
            own.addAll(files.keySet());
            return own;
        }
    }

    /**
     * @param root the checkout
     * @throws DeploymentException where the file is missing or says something that is not understood
     */
    public static Environment read(Path root, String name) {
        Path folder = root.resolve("infra/cloudformation");
        Path file = folder.resolve("environments").resolve(name + ".yaml");
        if (!name.matches("[a-z][a-z0-9-]{0,14}") || !Files.isRegularFile(file)) {
            throw new DeploymentException("There is no environment '" + name + "'. There are: " + names(folder));
        }
        return new Parser(root, folder, file).environment(name);
    }

    StackPlan stack(String wanted) {
        return stacks.stream()
                .filter(stack -> stack.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new DeploymentException("Environment " + name + " has no stack '" + wanted
                        + "'. It has: "
                        + stacks.stream().map(StackPlan::name).collect(Collectors.joining(", "))));
    }

    private static String names(Path folder) {
        try (var files = Files.list(folder.resolve("environments"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new DeploymentException("Cannot read the environments in " + folder + ": " + e, e);
        }
    }

    private record Parser(Path root, Path folder, Path file) {

        Environment environment(String name) {
            Map<?, ?> content = map(load(), "the file");
            check(content, KEYS, "");
            List<StackPlan> stacks = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Object entry : list(content.get("stacks"), "stacks")) {
                StackPlan stack = stack(map(entry, "an entry of stacks"));
                if (!seen.add(stack.name())) {
                    throw wrong("stack " + stack.name() + " is there twice");
                }
                stacks.add(stack);
            }
            return new Environment(
                    name,
                    Boolean.parseBoolean(text(content.get("termination-protection"), "termination-protection")),
                    Optional.ofNullable(content.get("artifacts-bucket")).map(Object::toString),
                    texts(content.get("parameters"), "parameters"),
                    List.copyOf(stacks));
        }

        private StackPlan stack(Map<?, ?> entry) {
            String name = text(entry.get("name"), "name of a stack");
            check(entry, STACK_KEYS, " of stack " + name);
            Path template = folder.resolve(name).resolve("template.yaml");
            if (!Files.isRegularFile(template)) {
                throw wrong("stack " + name + " has no template " + root.relativize(template));
            }
            Map<String, Path> files = new LinkedHashMap<>();
            texts(entry.get("files"), "files of stack " + name)
                    .forEach((parameter, path) -> files.put(parameter, root.resolve(path)));
            return new StackPlan(name, template, texts(entry.get("parameters"), "parameters of stack " + name), files);
        }

        private @Nullable Object load() {
            try (Reader reader = Files.newBufferedReader(file)) {
                return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            } catch (IOException | YAMLException e) {
                throw new DeploymentException("Cannot read " + root.relativize(file) + ": " + e.getMessage(), e);
            }
        }

        private void check(Map<?, ?> content, Set<String> known, String where) {
            for (Object key : content.keySet()) {
                if (!known.contains(key)) {
                    throw wrong("'" + key + "'" + where + " is not known; known are "
                            + known.stream().sorted().toList());
                }
            }
        }

        private Map<String, String> texts(@Nullable Object value, String what) {
            Map<String, String> texts = new LinkedHashMap<>();
            if (value != null) {
                map(value, what).forEach((key, text) -> texts.put(key.toString(), text(text, what + ": " + key)));
            }
            return texts;
        }

        private Map<?, ?> map(@Nullable Object value, String what) {
            if (value instanceof Map<?, ?> map) {
                return map;
            }
            throw wrong(what + " must have names and values");
        }

        private List<?> list(@Nullable Object value, String what) {
            if (value instanceof List<?> list) {
                return list;
            }
            throw wrong(what + " must be a list");
        }

        /** CloudFormation takes text alone; a list travels with commas. */
        private String text(@Nullable Object value, String what) {
            return switch (value) {
                case null -> throw wrong(what + " is missing");
                case Map<?, ?> _ -> throw wrong(what + " must be one value, or a list of values");
                case List<?> several -> several.stream().map(Object::toString).collect(Collectors.joining(","));
                default -> value.toString();
            };
        }

        private DeploymentException wrong(String what) {
            return new DeploymentException(root.relativize(file) + ": " + what);
        }
    }
}
