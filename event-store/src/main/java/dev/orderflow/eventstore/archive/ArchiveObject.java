package dev.orderflow.eventstore.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What is known of an object without reading it; kept as its metadata.
 *
 * @param key {@code archive/dt=2026-01-05/hour=10/<shard>-<first sequence number>.jsonl.gz}: it follows from the first
 *     record, so that whoever archives the same records contends for the same key
 * @param records lines
 * @param commits those of them that hold a commit
 * @param events of all commits
 * @param sha256 of the compressed content, in hex
 * @param previous the object of the same shard that was written before this one
 */
public record ArchiveObject(
        String key,
        String shardId,
        String firstSequence,
        String lastSequence,
        Instant firstArrivedAt,
        Instant lastArrivedAt,
        int records,
        int commits,
        long events,
        String sha256,
        ChainLink previous) {

    /** Stands for this object and, through {@code previous}, for every one before it. */
    public ChainLink link() {
        String everything = String.join(
                "\n",
                key,
                shardId,
                firstSequence,
                lastSequence,
                firstArrivedAt.toString(),
                lastArrivedAt.toString(),
                Integer.toString(records),
                Integer.toString(commits),
                Long.toString(events),
                sha256,
                previous.object(),
                previous.hash());
        byte[] hash = SealedBatch.sha256().digest(everything.getBytes(StandardCharsets.UTF_8));
        return new ChainLink(key, HexFormat.of().formatHex(hash));
    }

    /** Where an object of these records belongs; another key means that somebody moved it. */
    public String properKey() {
        return SealedBatch.key(shardId, firstSequence, firstArrivedAt);
    }

    /** Whether this is the content that was written. */
    public boolean isOf(byte[] content) {
        return HexFormat.of().formatHex(SealedBatch.sha256().digest(content)).equals(sha256);
    }
}
