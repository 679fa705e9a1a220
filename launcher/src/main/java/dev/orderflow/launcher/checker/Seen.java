package dev.orderflow.launcher.checker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One record as it lies on the stream or in the archive.
 *
 * @param firstVersion of the journal that it belongs to; -1 where the record is no commit
 * @param digest of its content, however it was laid out
 * @param events none where only the place matters
 */
public record Seen(
        String shard,
        String sequence,
        String journal,
        long firstVersion,
        long lastVersion,
        String digest,
        List<JsonNode> events) {

    public Seen {
        events = List.copyOf(events);
    }

    /** @param commit a missing node where the bytes were none */
    public static Seen of(String shard, String sequence, JsonNode commit, boolean keepEvents) {
        if (!commit.isObject()) {
            return new Seen(shard, sequence, "", -1, -1, "", List.of());
        }
        List<JsonNode> events = commit.path("events").valueStream().toList();
        long first = commit.path("firstVersion").asLong();
        return new Seen(
                shard,
                sequence,
                commit.path("streamId").asString(),
                first,
                first + events.size() - 1,
                digest(commit),
                keepEvents ? events : List.of());
    }

    String place() {
        return shard + "#" + sequence;
    }

    private static String digest(JsonNode commit) {
        try {
            byte[] text = commit.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return journal + "@" + firstVersion + " at " + place();
    }
}
