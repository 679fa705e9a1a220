package dev.orderflow.eventstore.aws;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ShardKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Asks the stream for its shards, each time: it is asked only while an operator wishes something, and shards change. */
final class KinesisShardKeys implements ShardKeys {
    private final KinesisClient kinesis;
    private final String stream;

    KinesisShardKeys(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    @Override
    public boolean holds(String shardId, StreamId streamId) {
        String next = null;
        do {
            ListShardsRequest.Builder request = ListShardsRequest.builder();
            // A page is asked for by its token alone.
            request = next == null ? request.streamName(stream) : request.nextToken(next);
            ListShardsResponse page = kinesis.listShards(request.build());
            for (Shard shard : page.shards()) {
                if (shard.shardId().equals(shardId)) {
                    return includes(shard.hashKeyRange(), streamId.toString());
                }
            }
            next = page.nextToken();
        } while (next != null);
        return false;
    }

    static boolean includes(HashKeyRange range, String partitionKey) {
        BigInteger hash = hash(partitionKey);
        return hash.compareTo(new BigInteger(range.startingHashKey())) >= 0
                && hash.compareTo(new BigInteger(range.endingHashKey())) <= 0;
    }

    /** As Kinesis does it: MD5, read as a number without sign. */
    private static BigInteger hash(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}
