package dev.orderflow.eventstore.aws.kcl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a consumer is doing, for health, metrics and logs. */
public final class ConsumerStatus {
    private final InstantSource clock;
    private final Map<String, ShardStatus> shards = new ConcurrentHashMap<>();
    private final AtomicLong records = new AtomicLong();
    private volatile Phase phase = Phase.STOPPED;
    private volatile @Nullable Instant startedAt;
    private volatile @Nullable Instant firstRecordAt;

    /** Where a consumer is in its life. */
    public enum Phase {
        /** Tables and leases are made ready. */
        PREPARING,
        RUNNING,
        STOPPING,
        STOPPED,
        /** A bug or a machine without memory: the process ends. */
        FAILED
    }

    /**
     * @param behind how far behind the stream's tip the last read was
     * @param calledAt when the last batch began, an empty one too
     * @param working whether it is still being dealt with
     * @param checkpointedAt null before the first
     */
    public record ShardStatus(
            Duration behind,
            Instant calledAt,
            boolean working,
            @Nullable Instant checkpointedAt) {}

    public ConsumerStatus(InstantSource clock) {
        this.clock = clock;
    }

    public Phase phase() {
        return phase;
    }

    /** By shard id, those whose lease this worker holds. */
    public Map<String, ShardStatus> shards() {
        return new TreeMap<>(shards);
    }

    /** Of all shards held, how far behind the last one is. */
    public Duration behind() {
        return shards.values().stream()
                .map(ShardStatus::behind)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Since the start of the process. */
    public long records() {
        return records.get();
    }

    /** From the start of consumption to the first record, or null before it. */
    public @Nullable Duration firstRecordAfter() {
        Instant from = startedAt;
        Instant to = firstRecordAt;
        return from == null || to == null ? null : Duration.between(from, to);
    }

    void enter(Phase next) {
        if (next == Phase.PREPARING) {
            startedAt = clock.instant();
        }
        phase = next;
    }

    void opened(String shardId) {
        shards.put(shardId, new ShardStatus(Duration.ZERO, clock.instant(), false, null));
    }

    /** @return whether these are the first records since the start */
    boolean working(String shardId, Duration behind, int count) {
        records.addAndGet(count);
        shards.computeIfPresent(
                shardId, (id, before) -> new ShardStatus(behind, clock.instant(), true, before.checkpointedAt()));
        if (count > 0 && firstRecordAt == null) {
            firstRecordAt = clock.instant();
            return true;
        }
        return false;
    }

    void idle(String shardId) {
        shards.computeIfPresent(
                shardId,
                (id, before) -> new ShardStatus(before.behind(), before.calledAt(), false, before.checkpointedAt()));
    }

    void checkpointed(String shardId) {
        shards.computeIfPresent(
                shardId,
                (id, before) -> new ShardStatus(before.behind(), before.calledAt(), before.working(), clock.instant()));
    }

    void closed(String shardId) {
        shards.remove(shardId);
    }
}
