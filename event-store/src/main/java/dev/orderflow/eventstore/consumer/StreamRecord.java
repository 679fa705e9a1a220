package dev.orderflow.eventstore.consumer;

import java.time.Instant;

/**
 * A record as it came from a shard.
 *
 * @param sequenceNumber decimal digits, rising within a shard
 * @param partitionKey the stream id of the commit within
 * @param data the stored bytes of the commit
 * @param arrivedAt when the stream took it
 */
public record StreamRecord(String sequenceNumber, String partitionKey, byte[] data, Instant arrivedAt) {

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamRecord that
                && sequenceNumber.equals(that.sequenceNumber)
                && partitionKey.equals(that.partitionKey);
    }

    @Override
    public int hashCode() {
        return sequenceNumber.hashCode();
    }

    @Override
    public String toString() {
        return partitionKey + "#" + sequenceNumber;
    }
}
