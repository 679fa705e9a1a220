package dev.orderflow.events.codec;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.UnknownEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commits to bytes and back. The same bytes are stored, published and archived.
 *
 * <p><b>The one rule for what is unknown.</b> Unknown <em>fields</em> of a known event are ignored when read and never
 * lost, because bytes are passed on as they came. Unknown <em>events</em> become an {@link UnknownEvent}, which a
 * consumer skips and counts and a fold refuses. A <em>missing</em> field is an error: every field is always written, null
 * included, and a field that an old version lacks is supplied by an {@link Upcaster}.
 */
public final class CommitCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            // Declaration order, so that bytes are stable and golden files read like the record.
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Map<String, Upcaster> upcasters = new HashMap<>();
    private final CommitReader reader = new CommitReader(JSON, this::event);

    /** The codec of this build's language, with the upcasters of {@link Upcasters}. */
    public static CommitCodec standard() {
        return new CommitCodec(Upcasters.ALL);
    }

    public CommitCodec(List<Upcaster> upcasters) {
        for (Upcaster upcaster : upcasters) {
            if (EventTypes.names().contains(upcaster.from())) {
                throw new IllegalArgumentException(upcaster.from() + " is current and cannot be upcast");
            }
            if (this.upcasters.put(upcaster.from(), upcaster) != null) {
                throw new IllegalArgumentException("Two upcasters from " + upcaster.from());
            }
        }
    }

    /** JSON, compressed where that is shorter. */
    public byte[] encode(Commit commit) {
        return Compression.deflate(JSON.writeValueAsBytes(toJson(commit)));
    }

    /** One line of JSON, as the archive keeps it and people read it. */
    public String encodeToText(Commit commit) {
        return JSON.writeValueAsString(toJson(commit));
    }

    /**
     * @throws UnreadableCommitException where the bytes are no commit, a field is missing or of a wrong type
     */
    public Commit decode(byte[] bytes) {
        try {
            return reader.read(Compression.inflate(bytes));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableCommitException("Not a commit: " + e.getMessage(), e);
        }
    }

    /**
     * The commit's place only, whatever its events hold.
     *
     * @throws UnreadableCommitException where the bytes are no commit at all
     */
    public CommitHeader header(byte[] bytes) {
        StreamId streamId = null;
        long firstVersion = 0;
        int eventCount = 0;
        try (JsonParser parser = JSON.createParser(Compression.inflate(bytes))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableCommitException("A commit is a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("streamId") && value == JsonToken.VALUE_STRING) {
                    streamId = StreamId.parse(parser.getString());
                } else if (name.equals("firstVersion") && value == JsonToken.VALUE_NUMBER_INT) {
                    firstVersion = parser.getLongValue();
                } else if (name.equals("events") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        parser.skipChildren();
                        eventCount++;
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (streamId == null) {
                throw new UnreadableCommitException("A commit names its stream");
            }
            return new CommitHeader(streamId, firstVersion, eventCount);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableCommitException("Not a commit: " + e.getMessage(), e);
        }
    }

    /** One event's data as a tree, for histories that show events to people. */
    public ObjectNode data(DomainEvent event) {
        return event instanceof UnknownEvent unknown
                ? (ObjectNode) JSON.readTree(unknown.json())
                : JSON.valueToTree(event);
    }

    private ObjectNode toJson(Commit commit) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("streamId", commit.streamId().toString());
        envelope.put("firstVersion", commit.firstVersion());
        envelope.set("metadata", JSON.valueToTree(commit.metadata()));
        ArrayNode events = envelope.putArray("events");
        for (DomainEvent event : commit.events()) {
            ObjectNode node = events.addObject();
            node.put("type", EventTypes.nameOf(event));
            node.set("data", data(event));
        }
        return envelope;
    }

    private DomainEvent event(String storedName, ObjectNode storedData) {
        String name = storedName;
        ObjectNode data = storedData;
        for (Upcaster next = upcasters.get(name); next != null; next = upcasters.get(name)) {
            data = next.upcast(data);
            name = next.to();
        }
        Class<? extends DomainEvent> type = EventTypes.all().get(name);
        return type == null ? new UnknownEvent(storedName, storedData.toString()) : JSON.treeToValue(data, type);
    }
}
