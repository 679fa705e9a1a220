package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A record as one line of JSON: {@code {"shardId":…,"sequenceNumber":…,"partitionKey":…,"arrivedAt":…,"commit":{…}}}. The
 * commit is the very text that is stored in the journal, so that journals can be restored from here; bytes that are no
 * commit stand in Base64 as {@code "bytes"} instead.
 */
final class ArchiveLines {
    private static final JsonMapper JSON = new JsonMapper();

    private ArchiveLines() {}

    /** Without the line's end. */
    static String write(ArchivedRecord archived) {
        StreamRecord record = archived.record();
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringProperty("shardId", archived.shardId());
            json.writeStringProperty("sequenceNumber", record.sequenceNumber());
            json.writeStringProperty("partitionKey", record.partitionKey());
            json.writeStringProperty("arrivedAt", record.arrivedAt().toString());
            String commit = archived.header() == null ? null : oneLine(Compression.inflate(record.data()));
            if (commit == null) {
                json.writeStringProperty("bytes", Base64.getEncoder().encodeToString(record.data()));
            } else {
                json.writeName("commit");
                json.writeRawValue(commit);
            }
            json.writeEndObject();
        }
        return line.toString();
    }

    /** Null where the text would not survive being a line among others. */
    private static @Nullable String oneLine(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** @throws ArchiveBrokenException where it is no line of an archive */
    static ArchivedRecord read(byte[] bytes, int from, int to, CommitCodec codec) {
        ArchivedRecord quick = AsWritten.read(bytes, from, to, codec);
        return quick != null ? quick : parse(new String(bytes, from, to - from, StandardCharsets.UTF_8), codec);
    }

    /** A line in any order and spacing, bytes that are no commit included. */
    private static ArchivedRecord parse(String line, CommitCodec codec) {
        String shardId = "";
        String sequenceNumber = "";
        String partitionKey = "";
        Instant arrivedAt = null;
        byte[] data = null;
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "shardId" -> shardId = json.getString();
                    case "sequenceNumber" -> sequenceNumber = json.getString();
                    case "partitionKey" -> partitionKey = json.getString();
                    case "arrivedAt" -> arrivedAt = Instant.parse(json.getString());
                    case "bytes" -> data = Base64.getDecoder().decode(json.getString());
                    case "commit" -> data = textOfObject(json, line);
                    default -> json.skipChildren();
                }
            }
        } catch (RuntimeException e) {
            throw new ArchiveBrokenException("Not a line of an archive: " + e.getMessage(), e);
        }
        if (data == null || arrivedAt == null || sequenceNumber.isEmpty()) {
            throw new ArchiveBrokenException("A line of an archive lacks its record");
        }
        return ArchivedRecord.of(shardId, new StreamRecord(sequenceNumber, partitionKey, data, arrivedAt), codec);
    }

    /** The text itself, not what a parser makes of it: numbers and spaces stay as they were. */
    private static byte[] textOfObject(JsonParser json, String line) {
        int start = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        int end = (int) json.currentTokenLocation().getCharOffset() + 1;
        return Compression.deflate(line.substring(start, end).getBytes(StandardCharsets.UTF_8));
    }
}
