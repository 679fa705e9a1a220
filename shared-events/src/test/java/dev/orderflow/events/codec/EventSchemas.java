package dev.orderflow.events.codec;

import dev.orderflow.events.DomainEvent;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema (draft 4, which EventBridge's registry takes) of an event as it is on the bus, made from the event's record.
 * An event of a version never changes its shape, so its data has these fields and no others; what is around it may grow.
 */
final class EventSchemas {
    private EventSchemas() {}

    /** By wire name. */
    static Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> schemas = new TreeMap<>();
        EventTypes.all().forEach((name, type) -> schemas.put(name, onTheBus(name, type)));
        return schemas;
    }

    private static Map<String, Object> onTheBus(String name, Class<? extends DomainEvent> type) {
        Map<String, Object> data = of(type);
        // Null where the event is too large for the bus.
        data.put("type", List.of("object", "null"));
        Map<String, Object> detail = object(Map.of(
                "streamId", Map.of("type", "string"),
                "version", sorted(Map.of("type", "integer", "minimum", 1)),
                "recordedAt", sorted(Map.of("type", "string", "format", "date-time")),
                "correlationId", Map.of("type", "string"),
                "causationId", Map.of("type", "string"),
                "data", data));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-04/schema#");
        schema.put("title", name);
        schema.putAll(object(Map.of(
                "source", Map.of("enum", List.of("orderflow")),
                "detail-type", Map.of("enum", List.of(name)),
                "detail", detail)));
        return schema;
    }

    /** The order of a {@link Map#of} is another in each JVM. */
    private static Map<String, Object> sorted(Map<String, Object> unsorted) {
        return new TreeMap<>(unsorted);
    }

    private static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("required", properties.keySet().stream().sorted().toList());
        object.put("properties", new TreeMap<>(properties));
        return object;
    }

    /** All fields are always written, so all are required; those that may be null say so. */
    private static Map<String, Object> of(Class<?> type) {
        Map<String, Object> properties = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getAnnotatedType()));
        }
        Map<String, Object> object = object(properties);
        object.put("additionalProperties", false);
        return object;
    }

    private static Map<String, Object> of(AnnotatedType annotated) {
        Map<String, Object> schema = new TreeMap<>(of(annotated, annotated.getType()));
        if (annotated.isAnnotationPresent(Nullable.class)) {
            schema.put("type", List.of(schema.getOrDefault("type", "string"), "null"));
            if (schema.get("enum") instanceof List<?> values) {
                List<@Nullable Object> withNull = new ArrayList<>(values);
                withNull.add(null);
                schema.put("enum", withNull);
            }
        }
        return schema;
    }

    private static Map<String, Object> of(AnnotatedType annotated, Type type) {
        if (annotated instanceof AnnotatedParameterizedType list) {
            return Map.of("type", "array", "items", of(list.getAnnotatedActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("No schema for " + type);
        }
        if (plain == String.class) {
            return Map.of("type", "string");
        }
        if (plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class) {
            return Map.of("type", "integer");
        }
        if (plain == boolean.class) {
            return Map.of("type", "boolean");
        }
        if (plain == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (plain.isEnum()) {
            return Map.of(
                    "enum",
                    Stream.of(plain.getEnumConstants()).map(String::valueOf).toList());
        }
        if (plain.isRecord()) {
            return of(plain);
        }
        throw new IllegalStateException("No schema for " + plain + ": say here what it is in JSON");
    }
}
