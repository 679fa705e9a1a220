package dev.orderflow.web.body;

import dev.orderflow.web.problem.Expectations;
import dev.orderflow.web.problem.InputError;
import dev.orderflow.web.problem.JsonProblems;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds a JSON tree to a record and names <em>every</em> field that is unknown, missing, of a wrong type or against a
 * constraint, with its JSON pointer: Jackson alone stops at the first.
 *
 * <p>A component is required unless its type is marked {@link Nullable}. Constraints of Bean Validation on components
 * are checked together with the types; a record's own {@code IllegalArgumentException} counts as one.
 */
final class RecordBinder {
    /** Whoever gets this many wrong does not need the next one to be named, and the answer stays small. */
    static final int MOST_ERRORS = 100;

    private final JsonMapper mapper;
    private final Validator validator;

    RecordBinder(JsonMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** The record, or what is wrong with it. */
    Bound bind(JsonNode tree, Class<?> type) {
        Errors errors = new Errors();
        Object value = object(tree, type, "", errors);
        if (value != null && errors.list.isEmpty()) {
            // What only the whole can tell: constraints on records as such, and on records within records.
            for (ConstraintViolation<Object> violation : validator.validate(value)) {
                errors.add(pointer(violation.getPropertyPath()), violation.getMessage());
            }
        }
        return new Bound(errors.list.isEmpty() ? value : null, errors.list, errors.count);
    }

    /**
     * @param value null where there are errors
     * @param errors the first {@link #MOST_ERRORS}
     * @param errorCount of all
     */
    record Bound(@Nullable Object value, List<InputError> errors, int errorCount) {}

    private @Nullable Object object(JsonNode node, Class<?> type, String pointer, Errors errors) {
        if (!node.isObject()) {
            errors.add(pointer, "must be an object");
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        unknownFields(node, components, pointer, errors);
        int before = errors.count;
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(node, type, components[i], pointer, errors);
        }
        return errors.count > before ? null : construct(type, components, arguments, pointer, errors);
    }

    private @Nullable Object component(
            JsonNode node, Class<?> owner, RecordComponent component, String pointer, Errors errors) {
        String name = component.getName();
        String at = pointer + "/" + JsonProblems.escape(name);
        JsonNode child = node.get(name);
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (child == null) {
            if (!optional) {
                errors.add(at, "is required");
            }
            return null;
        }
        if (child.isNull()) {
            errors.add(at, optional ? "must not be null: leave it out" : "must not be null");
            return null;
        }
        int before = errors.count;
        Object value = value(child, component.getGenericType(), at, errors);
        if (errors.count == before) {
            for (ConstraintViolation<?> violation : validator.validateValue(owner, name, value)) {
                errors.add(pointer + pointer(violation.getPropertyPath()), violation.getMessage());
            }
        }
        return value;
    }

    private @Nullable Object value(JsonNode node, Type type, String pointer, Errors errors) {
        if (type instanceof Class<?> simple && simple.isRecord()) {
            return object(node, simple, pointer, errors);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(node, list.getActualTypeArguments()[0], pointer, errors);
        }
        if (node.isString() && node.asString().chars().anyMatch(Character::isISOControl)) {
            errors.add(pointer, "must not hold control characters");
            return null;
        }
        try {
            return mapper.treeToValue(node, mapper.constructType(type));
        } catch (JacksonException e) {
            Class<?> raw = mapper.constructType(type).getRawClass();
            errors.add(pointer + JsonProblems.pointer(e), "must be " + Expectations.of(raw));
            return null;
        }
    }

    private @Nullable Object list(JsonNode node, Type element, String pointer, Errors errors) {
        if (!node.isArray()) {
            errors.add(pointer, "must be an array");
            return null;
        }
        List<Object> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String at = pointer + "/" + i;
            if (node.get(i).isNull()) {
                errors.add(at, "must not be null");
                continue;
            }
            Object value = value(node.get(i), element, at, errors);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static void unknownFields(JsonNode node, RecordComponent[] components, String pointer, Errors errors) {
        Set<String> unknown = new HashSet<>(node.propertyNames());
        for (RecordComponent component : components) {
            unknown.remove(component.getName());
        }
        String known = Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(", "));
        unknown.stream()
                .sorted()
                .forEach(name -> errors.add(
                        pointer + "/" + JsonProblems.escape(shortened(name)),
                        "is not a known field; known are " + known));
    }

    private static @Nullable Object construct(
            Class<?> type, RecordComponent[] components, @Nullable Object[] arguments, String pointer, Errors errors) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                errors.add(pointer, "is not valid: " + refused.getMessage());
                return null;
            }
            throw new IllegalStateException("Cannot make a " + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a " + type.getName(), e);
        }
    }

    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : path) {
            if (node.isInIterable() && node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            String name = node.getName();
            // Elements of containers have names such as <list element>, which are nothing in the JSON.
            if (name != null && !name.startsWith("<")) {
                pointer.append('/').append(JsonProblems.escape(name));
            }
        }
        return pointer.toString();
    }

    private static String shortened(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }

    /** The errors so far: all are counted, a bounded number is kept. */
    private static final class Errors {
        private final List<InputError> list = new ArrayList<>();
        private int count;

        private void add(String pointer, String detail) {
            count++;
            if (count <= MOST_ERRORS) {
                list.add(InputError.body(pointer, detail));
            }
        }
    }
}
