package dev.orderflow.eventstore.service.application.history;

import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.archive.StreamHistories.KeptCommit;
import dev.orderflow.eventstore.decision.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One event, as it is stored: an audit shows what was written, also of types and versions that this build does not know.
 *
 * @param at when it was recorded; null, like the ids, where what is stored lacks it
 * @param data the event's own fields
 */
public record HistoricEvent(
        long version,
        String type,
        @Nullable Instant at,
        @Nullable JsonNode data,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId) {

    /** Numbers stay as they were written, 1.50 included. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static List<HistoricEvent> of(KeptCommit kept) {
        JsonNode commit = JSON.readTree(Compression.inflate(kept.bytes()));
        JsonNode metadata = commit.path("metadata");
        String recordedAt = text(metadata, "recordedAt");
        Instant at = recordedAt == null ? null : Instant.parse(recordedAt);
        List<HistoricEvent> events = new ArrayList<>();
        long version = kept.firstVersion();
        for (JsonNode event : commit.path("events")) {
            events.add(new HistoricEvent(
                    version++,
                    event.path("type").asString(""),
                    at,
                    event.get("data"),
                    text(metadata, "correlationId"),
                    text(metadata, "causationId"),
                    Cause.traceId(text(metadata, "traceparent"))));
        }
        return events;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).asString(null);
    }
}
