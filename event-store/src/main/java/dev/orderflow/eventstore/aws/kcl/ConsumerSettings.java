package dev.orderflow.eventstore.aws.kcl;

import java.time.Duration;

/**
 * How one application consumes the stream.
 *
 * @param application name of the KCL application, such as {@code orders}
 * @param stream name of the stream
 * @param leaseTable its DynamoDB table
 * @param worker stable per instance slot, such as {@code orders-0}: after a crash the same name takes its leases back at
 *     once, a new one waits for them to expire. Never two live processes with one name
 * @param provision creates the lease table where it is missing
 * @param idle between two reads of a shard when polling; a shard takes 5 reads a second from all applications together, so
 *     with N polling ones 200 ms x N or more
 * @param mostRecords a read brings at most
 * @param checkpointEvery at most one checkpoint a shard in this time: each is a write
 * @param failover a lease not renewed for this long goes to another worker
 * @param stopWithin how long stopping may take
 */
public record ConsumerSettings(
        String application,
        String stream,
        String leaseTable,
        String worker,
        boolean provision,
        Retrieval retrieval,
        Duration idle,
        int mostRecords,
        Duration checkpointEvery,
        Duration failover,
        Duration stopWithin) {

    /** How records come from the stream. */
    public enum Retrieval {
        /** Shared read capacity; the only way on most emulators. */
        POLLING,
        /** Enhanced fan-out: a pipe of its own, about 70 ms, at a price per shard and hour. */
        FAN_OUT
    }

    /**
     * A shard is not read for less than this when its lease changes hands in order: another instance joins, or this one is
     * told to stop. A leader that leaves is replaced within two seconds, leases are given out every second and found
     * twice a second, and what is in work is finished and saved before; the rest is for machines under load.
     */
    static final Duration LONGEST_HANDOVER = Duration.ofSeconds(10);

    /** The values that fit the local stack and a small production. */
    public static ConsumerSettings of(String application, String stream, String worker) {
        return new ConsumerSettings(
                application,
                stream,
                application + "-leases",
                worker,
                true,
                Retrieval.POLLING,
                Duration.ofMillis(250),
                1_000,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20));
    }

    public ConsumerSettings {
        if (idle.toMillis() < 200) {
            throw new IllegalArgumentException(
                    "Idle time must be 200 ms or more (the library raises it anyway): " + idle);
        }
        if (mostRecords < 1 || mostRecords > 10_000) {
            throw new IllegalArgumentException("A read brings 1 to 10,000 records: " + mostRecords);
        }
    }
}
