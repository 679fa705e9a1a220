package dev.orderflow.infra.cloudformation;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A template as it is written, for tests of what no emulator applies. {@code !Ref Name} reads as {@code {Ref: Name}},
 * {@code !Sub text} as {@code {Fn::Sub: text}}, and so on.
 *
 * @param resources by logical id
 */
public record TemplateFile(
        Map<String, Resource> resources, Map<String, Object> parameters, Map<String, Object> outputs) {

    /** @param attributes what stands beside the type: {@code Properties}, {@code DeletionPolicy}, … */
    public record Resource(String id, String type, Map<String, Object> attributes) {
        public Map<String, Object> properties() {
            return attributes.get("Properties") instanceof Map<?, ?> properties ? texts(properties) : Map.of();
        }
    }

    /** @param stack such as {@code data} */
    public static TemplateFile of(Path root, String stack) {
        Path file = root.resolve("infra/cloudformation").resolve(stack).resolve("template.yaml");
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> content = texts(new Yaml(new ShortForms()).load(reader));
            Map<String, Resource> resources = new LinkedHashMap<>();
            part(content, "Resources").forEach((id, resource) -> {
                Map<String, Object> attributes = texts((Map<?, ?>) resource);
                resources.put(id, new Resource(id, String.valueOf(attributes.get("Type")), attributes));
            });
            return new TemplateFile(resources, part(content, "Parameters"), part(content, "Outputs"));
        } catch (IOException e) {
            throw new DeploymentException("Cannot read the template " + file + ": " + e, e);
        }
    }

    public List<Resource> ofType(String type) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    private static Map<String, Object> part(Map<String, Object> content, String name) {
        return content.get(name) instanceof Map<?, ?> part ? texts(part) : Map.of();
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }

    /** CloudFormation's tags, of which YAML itself knows nothing. */
    private static final class ShortForms extends SafeConstructor {
        ShortForms() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    String function = node.getTag().getValue().substring(1);
                    String name = function.equals("Ref") || function.equals("Condition") ? function : "Fn::" + function;
                    return Map.of(
                            name,
                            switch (node) {
                                case ScalarNode scalar -> scalar.getValue();
                                case SequenceNode sequence -> constructSequence(sequence);
                                case MappingNode mapping -> constructMapping(mapping);
                                default -> throw new DeploymentException("Not understood in a template: " + node);
                            });
                }
            });
        }
    }
}
