package dev.orderflow.eventstore.restore;

import java.util.Map;

/** Where the service's consumer begins. */
@FunctionalInterface
public interface Leases {
    /**
     * Lets each shard be read on behind a record; a shard that has a lease keeps it, one that is not named is read from
     * its start.
     *
     * @param after sequence numbers, by shard
     */
    void beginBehind(Map<String, String> after);
}
