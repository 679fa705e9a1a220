package dev.orderflow.eventstore.archive;

import java.time.Instant;

/**
 * What is known of an object without reading it; kept as its metadata.
 *
 * @param key {@code archive/dt=2026-01-05/hour=10/<shard>-<first sequence number>.jsonl.gz}: it follows from the first
 *     record, so that whoever archives the same records contends for the same key
 * @param records lines
 * @param commits those of them that hold a commit
 * @param events of all commits
 * @param sha256 of the lines before compression, in hex
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
        String sha256) {}
