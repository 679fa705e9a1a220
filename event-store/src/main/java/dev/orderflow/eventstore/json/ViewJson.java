package dev.orderflow.eventstore.json;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A view's value as JSON. Lenient when reading, unlike events: while a deployment rolls, old and new code read each
 * other's items, and a field that an item lacks is null or zero until the view is written or rebuilt.
 */
public final class ViewJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ViewJson() {}

    public static byte[] write(Object value) {
        return JSON.writeValueAsBytes(value);
    }

    public static <V> V read(byte[] json, Class<V> type) {
        return JSON.readValue(json, type);
    }
}
