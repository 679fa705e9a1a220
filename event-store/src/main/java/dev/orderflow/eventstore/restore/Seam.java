package dev.orderflow.eventstore.restore;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.consumer.Positions.Rise;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Up to where a restored service counts the stream as consumed: each shard up to its last record before a moment, each
 * stream up to its last version among those. What came later is consumed once more, so that what it should have led to
 * happens, if it had not.
 */
final class Seam {
    private final Instant before;
    private final Predicate<String> wanted;
    private final Map<String, String> shards = new HashMap<>();
    private final Map<StreamId, Rise> streams = new HashMap<>();

    /** @param wanted categories that the service consumes */
    Seam(Instant before, Predicate<String> wanted) {
        this.before = before;
        this.wanted = wanted;
    }

    void pass(ArchivedRecord record) {
        if (!record.arrivedAt().isBefore(before)) {
            return;
        }
        shards.put(record.shardId(), record.sequenceNumber());
        CommitHeader header = record.header();
        if (header != null && wanted.test(header.streamId().category())) {
            long last = header.firstVersion() + header.eventCount() - 1;
            streams.merge(header.streamId(), Rise.to(last), (one, other) -> one.to() >= other.to() ? one : other);
        }
    }

    /** Those that moved since this was asked last. */
    Map<StreamId, Rise> takeStreams() {
        Map<StreamId, Rise> moved = Map.copyOf(streams);
        streams.clear();
        return moved;
    }

    Map<String, String> shards() {
        return Map.copyOf(shards);
    }
}
