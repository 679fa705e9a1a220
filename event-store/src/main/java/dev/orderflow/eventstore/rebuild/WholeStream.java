package dev.orderflow.eventstore.rebuild;

import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.archive.ArchiveKey;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.SequenceOrder;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.rebuild.StreamTail.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Everything that ever came over the stream: from the archive, and from the stream itself what the archive lacks. */
public final class WholeStream {
    private static final Duration BETWEEN_READS = Duration.ofMillis(250);

    private final ArchiveReader archive;
    private final StreamTail tail;
    private final CommitCodec codec = CommitCodec.standard();

    public WholeStream(ArchiveReader archive, StreamTail tail) {
        this.archive = archive;
        this.tail = tail;
    }

    /** When the newest record of the archive arrived; empty where nothing is archived. */
    public Optional<Instant> newestArrival() {
        Map<String, String> last = new HashMap<>();
        new ArchiveOrder(archive)
                .after(Map.of(), key -> ArchiveKey.parse(key).ifPresent(parts -> last.put(parts.shardId(), key)));
        return last.values().stream()
                .map(key -> archive.read(key, record -> {}).lastArrivedAt())
                .max(Instant::compareTo);
    }

    /**
     * Hands on every record, each stream's in order; nobody must be writing to the stream meanwhile.
     *
     * @return how many of them the archive had
     */
    public long read(Consumer<ArchivedRecord> reader, Patience patience) {
        Map<String, String> reached = new HashMap<>();
        long[] archived = {0};
        new ArchiveOrder(archive).after(Map.of(), key -> {
            patience.check();
            ArchiveObject object = archive.read(key, record -> {
                archived[0]++;
                reader.accept(record);
            });
            reached.merge(
                    object.shardId(),
                    object.lastSequence(),
                    (one, other) -> SequenceOrder.isAfter(other, one) ? other : one);
        });
        Set<String> done = new HashSet<>();
        while (!readTail(reached, done, reader)) {
            patience.pause(BETWEEN_READS);
        }
        return archived[0];
    }

    private boolean readTail(Map<String, String> reached, Set<String> done, Consumer<ArchivedRecord> reader) {
        List<Shard> shards = tail.shards();
        Set<String> present = new HashSet<>();
        shards.forEach(shard -> present.add(shard.id()));
        boolean all = true;
        for (Shard shard : shards) {
            boolean waits =
                    shard.parents().stream().anyMatch(parent -> present.contains(parent) && !done.contains(parent));
            if (waits) {
                all = false;
            } else if (!done.contains(shard.id())) {
                StreamTail.Batch batch = tail.read(shard.id(), reached.get(shard.id()));
                for (StreamRecord record : batch.records()) {
                    reader.accept(ArchivedRecord.of(shard.id(), record, codec));
                    reached.put(shard.id(), record.sequenceNumber());
                }
                if (batch.ended() || batch.atTip()) {
                    done.add(shard.id());
                } else {
                    all = false;
                }
            }
        }
        return all;
    }
}
