package dev.orderflow.simulation;

import dev.orderflow.eventstore.consumer.StreamRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard of the stream: a range of hash keys, and what came for them until it was closed.
 *
 * @param low of its hash keys, inclusive, as is {@code high}
 * @param parents none, one that was split, or two that were merged
 */
record Shard(String id, int low, int high, List<Shard> parents, List<StreamRecord> records) {
    static final int KEYS = 1 << 16;

    Shard(int number, int low, int high, List<Shard> parents) {
        this("shardId-%012d".formatted(number), low, high, List.copyOf(parents), new ArrayList<>());
    }

    /** The service's hash is another one; all that counts is that a key always lies in the same place. */
    boolean takes(String key) {
        int hash = key.hashCode() * 0x9E3779B1 >>> 16;
        return low <= hash && hash <= high;
    }

    int length() {
        return records.size();
    }

    /** From an index on, at most so many. */
    List<StreamRecord> read(int from, int limit) {
        return List.copyOf(records.subList(from, (int) Math.min(records.size(), (long) from + limit)));
    }

    /** Index of the first record behind a sequence number. */
    int firstAfter(String sequenceNumber) {
        long reached = Long.parseLong(sequenceNumber);
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.parseLong(records.get(middle).sequenceNumber()) > reached) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other == this;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
