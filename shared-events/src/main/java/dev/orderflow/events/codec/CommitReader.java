package dev.orderflow.events.codec;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads commits in one pass, each event straight into its record: half the time of a replay went into trees. Only an event
 * whose name does not come first, is old or is not known takes the way over a tree.
 */
final class CommitReader {
    private final JsonMapper json;
    private final ObjectReader metadata;
    private final Map<String, ObjectReader> events = new HashMap<>();
    private final BiFunction<String, ObjectNode, DomainEvent> fromTree;

    /** @param fromTree makes an event of its stored name and data */
    CommitReader(JsonMapper json, BiFunction<String, ObjectNode, DomainEvent> fromTree) {
        this.json = json;
        this.fromTree = fromTree;
        // A value within the commit is followed by more of it.
        ObjectReader within = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.metadata = within.forType(CommitMetadata.class);
        EventTypes.all().forEach((name, type) -> events.put(name, within.forType(type)));
    }

    Commit read(byte[] text) {
        try (JsonParser parser = json.createParser(text)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "A commit is a JSON object");
            Commit commit = commit(parser);
            require(parser.nextToken() == null, "Something follows the commit");
            return commit;
        }
    }

    private Commit commit(JsonParser parser) {
        String streamId = null;
        long firstVersion = 0;
        CommitMetadata how = null;
        List<DomainEvent> found = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "streamId" -> {
                    require(value == JsonToken.VALUE_STRING, "streamId is a text");
                    streamId = parser.getString();
                }
                case "firstVersion" -> {
                    require(value == JsonToken.VALUE_NUMBER_INT, "firstVersion is a whole number");
                    firstVersion = parser.getLongValue();
                }
                case "metadata" -> {
                    require(value == JsonToken.START_OBJECT, "metadata is a JSON object");
                    how = metadata.readValue(parser);
                }
                case "events" -> {
                    require(value == JsonToken.START_ARRAY, "events are a JSON array");
                    found = events(parser);
                }
                default -> parser.skipChildren();
            }
        }
        if (streamId == null || how == null || found == null) {
            throw new UnreadableCommitException("A commit has streamId, firstVersion, metadata and events");
        }
        return new Commit(StreamId.parse(streamId), firstVersion, found, how);
    }

    private List<DomainEvent> events(JsonParser parser) {
        List<DomainEvent> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_OBJECT, "An event is a JSON object");
            found.add(event(parser));
        }
        return found;
    }

    private DomainEvent event(JsonParser parser) {
        String type = null;
        DomainEvent event = null;
        ObjectNode tree = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "type" -> {
                    require(value == JsonToken.VALUE_STRING, "An event's type is a text");
                    type = parser.getString();
                }
                case "data" -> {
                    require(value == JsonToken.START_OBJECT, "An event's data is a JSON object");
                    ObjectReader known = type == null ? null : events.get(type);
                    if (known == null) {
                        tree = tree(parser);
                    } else {
                        event = known.readValue(parser);
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (event != null) {
            return event;
        }
        if (type == null || tree == null) {
            throw new UnreadableCommitException("An event has type and data");
        }
        return fromTree.apply(type, tree);
    }

    private static @Nullable ObjectNode tree(JsonParser parser) {
        JsonNode node = parser.readValueAsTree();
        return node instanceof ObjectNode object ? object : null;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new UnreadableCommitException(otherwise);
        }
    }
}
