package dev.orderflow.eventstore.verification;

import dev.orderflow.eventstore.archive.ArchiveKey;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings listed keys into the order of each shard's sequence numbers. A listing has them by hour, and within an hour as
 * text, which is not the same where sequence numbers differ in length; and around a full hour a stream's times may
 * disagree with its order. So two hours of keys are held, which bounds the memory.
 */
final class KeysInOrder {
    private final Consumer<String> reader;
    private final Consumer<String> stranger;
    private Map<String, TreeMap<BigInteger, String>> held = new HashMap<>();
    private Map<String, TreeMap<BigInteger, String>> current = new HashMap<>();
    private String folder = "";

    /** @param stranger takes keys that are of no archiver's making */
    KeysInOrder(Consumer<String> reader, Consumer<String> stranger) {
        this.reader = reader;
        this.stranger = stranger;
    }

    void accept(String key) {
        Optional<ArchiveKey> parsed = ArchiveKey.parse(key);
        if (parsed.isEmpty()) {
            stranger.accept(key);
            return;
        }
        ArchiveKey parts = parsed.get();
        if (!parts.folder().equals(folder)) {
            release();
            folder = parts.folder();
        }
        current.computeIfAbsent(parts.shardId(), shard -> new TreeMap<>()).put(parts.sequence(), key);
    }

    void finish() {
        release();
        release();
    }

    /** The sequence number that an object's key says it begins with. */
    static BigInteger sequence(String key) {
        return ArchiveKey.parse(key).map(ArchiveKey::sequence).orElse(BigInteger.ZERO);
    }

    /** Hands on the hour before, but for what the newer hour has lower numbers than. */
    private void release() {
        held.forEach((shard, keys) -> {
            TreeMap<BigInteger, String> newer = current.get(shard);
            if (newer == null) {
                keys.values().forEach(reader);
            } else {
                keys.headMap(newer.firstKey()).values().forEach(reader);
                newer.putAll(keys.tailMap(newer.firstKey()));
            }
        });
        held = current;
        current = new HashMap<>();
    }
}
