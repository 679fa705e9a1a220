package dev.orderflow.infra.templates;

import dev.orderflow.infra.engine.ProjectFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One template of {@code infra/cloudformation}, read as CloudFormation reads it: {@code !Ref X} is {@code {Ref: X}},
 * {@code !GetAtt A.B} is {@code {Fn::GetAtt: [A, B]}}, and every other tag {@code !F} is {@code {Fn::F: …}}.
 *
 * @param stack the folder's name, such as {@code data}
 */
public record Template(String stack, Map<String, Object> content) {

    /** One resource of a template. */
    public record Resource(String name, String type, Map<String, Object> content) {
        /** Empty where it has none. */
        public Map<String, Object> properties() {
            return map(content.get("Properties"));
        }

        /** @return what is at the end of the path through maps, an empty map where nothing is */
        public Object at(String... path) {
            Object here = properties();
            for (String step : path) {
                here = map(here).getOrDefault(step, Map.of());
            }
            return here;
        }
    }

    /** By the name of its folder. */
    public static Template of(String stack) {
        return new Template(stack, parse(file(stack)));
    }

    /** Every template there is, by name. */
    public static List<Template> all() {
        try (Stream<Path> folders = Files.list(folder())) {
            return folders.filter(folder -> Files.exists(folder.resolve("template.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .map(Template::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path folder() {
        return ProjectFolders.find().root().resolve("infra/cloudformation");
    }

    public static Path file(String stack) {
        return folder().resolve(stack).resolve("template.yaml");
    }

    /** In the order of the template. */
    public List<Resource> resources() {
        return section("Resources").entrySet().stream()
                .map(each -> {
                    Map<String, Object> resource = map(each.getValue());
                    return new Resource(each.getKey(), String.valueOf(resource.get("Type")), resource);
                })
                .toList();
    }

    public List<Resource> resources(String type) {
        return resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    public Resource resource(String name) {
        return resources().stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The template of " + stack + " has no resource " + name
                        + ", but " + section("Resources").keySet()));
    }

    /** {@code Parameters}, {@code Conditions}, {@code Outputs} or {@code Metadata}; empty where it is absent. */
    public Map<String, Object> section(String name) {
        return map(content.get(name));
    }

    /** How many resources it has of each type, by the type's name. */
    public Map<String, Long> types() {
        return resources().stream().collect(Collectors.groupingBy(Resource::type, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Object> parse(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return map(new Yaml(new Tags()).load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A map as it stands in a template; empty for everything else. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** A list as it stands in a template; one value alone is a list of it. */
    @SuppressWarnings("unchecked")
    public static List<Object> list(Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? (List<Object>) list : List.of(value);
    }

    /** The short forms of CloudFormation's functions. */
    private static final class Tags extends SafeConstructor {
        Tags() {
            super(new LoaderOptions());
            this.yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return function(node);
                }
            });
        }

        private Object function(Node node) {
            String tag = node.getTag().getValue().substring(1);
            Object argument = switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("What is this: " + node);
            };
            boolean plain = tag.equals("Ref") || tag.equals("Condition");
            if (tag.equals("GetAtt") && argument instanceof String path) {
                argument = List.of((Object[]) path.split("\\.", 2));
            }
            Map<String, Object> call = new LinkedHashMap<>();
            call.put(plain ? tag : "Fn::" + tag, argument);
            return call;
        }
    }
}
