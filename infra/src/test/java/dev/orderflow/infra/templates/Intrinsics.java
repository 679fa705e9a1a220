package dev.orderflow.infra.templates;

import static dev.orderflow.infra.templates.Template.list;
import static dev.orderflow.infra.templates.Template.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What CloudFormation makes of a template's functions, given its parameters: {@code Ref}, {@code Sub}, {@code GetAtt},
 * {@code Join}, {@code If} and conditions. What is only known once a resource exists stays readable: {@code ${Name.Arn}}.
 */
public final class Intrinsics {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");

    private final Template template;
    private final Map<String, String> values = new HashMap<>();

    /** @param given parameters and pseudo parameters, such as {@code AWS::Region}; others have their defaults */
    public Intrinsics(Template template, Map<String, String> given) {
        this.template = template;
        values.putAll(Map.of(
                "AWS::Partition", "aws",
                "AWS::Region", "eu-west-1",
                "AWS::AccountId", "000000000000",
                "AWS::URLSuffix", "amazonaws.com",
                "AWS::StackName", "orderflow-test-" + template.stack()));
        template.section("Parameters").forEach((name, parameter) -> {
            Object preset = map(parameter).get("Default");
            if (preset != null) {
                values.put(name, String.valueOf(preset));
            }
        });
        values.putAll(given);
    }

    /** @return the value without functions; a map's or list's entry that comes out as no value is left out */
    public Object resolve(Object value) {
        return switch (value) {
            case Map<?, ?> raw when raw.size() == 1 && isFunction(raw) -> call(map(raw));
            case Map<?, ?> raw -> entries(map(raw));
            case List<?> raw -> elements(raw);
            case null -> NoValue.INSTANCE;
            default -> value;
        };
    }

    public String text(Object value) {
        return String.valueOf(resolve(value));
    }

    private enum NoValue {
        INSTANCE
    }

    private static boolean isFunction(Map<?, ?> raw) {
        String name = String.valueOf(raw.keySet().iterator().next());
        return name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::");
    }

    private Object entries(Map<String, Object> raw) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        raw.forEach((key, each) -> {
            Object now = resolve(each);
            if (now != NoValue.INSTANCE) {
                resolved.put(key, now);
            }
        });
        return resolved;
    }

    private List<Object> elements(List<?> raw) {
        List<Object> resolved = new ArrayList<>();
        for (Object each : raw) {
            Object now = resolve(each);
            if (now != NoValue.INSTANCE) {
                resolved.add(now);
            }
        }
        return resolved;
    }

    private Object call(Map<String, Object> function) {
        var entry = function.entrySet().iterator().next();
        Object argument = entry.getValue();
        return switch (entry.getKey()) {
            case "Ref" -> reference(String.valueOf(argument));
            case "Fn::GetAtt" ->
                "${" + list(argument).getFirst() + "." + list(argument).getLast() + "}";
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" ->
                ((List<?>) resolve(list(argument).getLast()))
                        .stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(
                                        String.valueOf(list(argument).getFirst())));
            case "Fn::If" ->
                holds(String.valueOf(list(argument).getFirst()))
                        ? resolve(list(argument).get(1))
                        : resolve(list(argument).get(2));
            case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" -> holds(function);
            case "Condition" -> holds(String.valueOf(argument));
            case "Fn::Select" ->
                ((List<?>) resolve(list(argument).getLast()))
                        .get(Integer.parseInt(String.valueOf(list(argument).getFirst())));
            case "Fn::Split" ->
                List.of((Object[]) text(list(argument).getLast())
                        .split(Pattern.quote(String.valueOf(list(argument).getFirst())), -1));
            default -> function;
        };
    }

    private Object reference(String name) {
        if (name.equals("AWS::NoValue")) {
            return NoValue.INSTANCE;
        }
        return values.getOrDefault(name, "${" + name + "}");
    }

    private String substitute(Object argument) {
        String text = String.valueOf(list(argument).getFirst());
        Map<String, Object> own = argument instanceof List<?> pair ? map(pair.getLast()) : Map.of();
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = own.containsKey(name) ? text(own.get(name)) : String.valueOf(reference(name));
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }

    /** Whether the template's condition of that name is true. */
    public boolean holds(String condition) {
        Object definition = template.section("Conditions").get(condition);
        if (definition == null) {
            throw new IllegalArgumentException(
                    "The template of " + template.stack() + " has no condition " + condition);
        }
        return holds(map(definition));
    }

    private boolean holds(Map<String, Object> test) {
        var entry = test.entrySet().iterator().next();
        List<Object> arguments = list(entry.getValue());
        return switch (entry.getKey()) {
            case "Fn::Equals" -> text(arguments.getFirst()).equals(text(arguments.getLast()));
            case "Fn::Not" -> !holds(map(arguments.getFirst()));
            case "Fn::And" -> arguments.stream().allMatch(each -> holds(map(each)));
            case "Fn::Or" -> arguments.stream().anyMatch(each -> holds(map(each)));
            case "Condition" -> holds(String.valueOf(entry.getValue()));
            default -> throw new IllegalArgumentException("Not a condition: " + test);
        };
    }
}
