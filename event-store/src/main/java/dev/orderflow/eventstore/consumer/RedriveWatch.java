package dev.orderflow.eventstore.consumer;

import dev.orderflow.eventstore.consumer.Redrives.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what operators wish of the streams of one shard; used by the thread of its handler. */
final class RedriveWatch {
    /** An operator waits for it; and looking costs one small read, for each shard. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /** Wishes looked at together; more wait for the next look. */
    private static final int AT_ONCE = 50;

    private static final Logger log = LoggerFactory.getLogger(RedriveWatch.class);

    private final String shardId;
    private final Redrives redrives;
    private final ShardKeys keys;
    private final InstantSource clock;
    private Instant lookedAt;

    RedriveWatch(String shardId, Redrives redrives, ShardKeys keys, InstantSource clock) {
        this.shardId = shardId;
        this.redrives = redrives;
        this.keys = keys;
        this.clock = clock;
        this.lookedAt = clock.instant();
    }

    Redrives redrives() {
        return redrives;
    }

    /** What is to be carried out here and now; mostly nothing. */
    List<Wish> due() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK_EVERY))) {
            return List.of();
        }
        lookedAt = now;
        try {
            return redrives.wished(AT_ONCE).stream()
                    .filter(wish -> keys.holds(shardId, wish.stream()))
                    .toList();
        } catch (RuntimeException e) {
            // Wishes are durable: what arrives must not wait until they can be read.
            log.warn("Could not look for streams to be tried again, looking again in {}: {}", LOOK_EVERY, e.toString());
            return List.of();
        }
    }
}
