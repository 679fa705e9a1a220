package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.record.Engines;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Splits and merges the stream's shards, past every service. */
final class Shards {
    /** Each open shard is read by five services, some MB in each of them. */
    private static final int MOST_OPEN = 4;

    private final KinesisClient kinesis;

    Shards(KinesisClient kinesis) {
        this.kinesis = kinesis;
    }

    /** @return false where there are enough */
    boolean split() {
        List<Shard> open = open();
        if (open.size() >= MOST_OPEN) {
            return false;
        }
        Shard widest = open.stream().max(Comparator.comparing(Shards::width)).orElseThrow();
        String middle = from(widest).add(width(widest).divide(BigInteger.TWO)).toString();
        kinesis.splitShard(split ->
                split.streamName(Engines.STREAM).shardToSplit(widest.shardId()).newStartingHashKey(middle));
        return true;
    }

    /** @return false where there is only one */
    boolean merge() {
        List<Shard> open = open();
        if (open.size() < 2) {
            return false;
        }
        kinesis.mergeShards(merge -> merge.streamName(Engines.STREAM)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
        return true;
    }

    /** Those that take records, by the keys that they take: neighbours are adjacent. */
    private List<Shard> open() {
        return kinesis.listShards(list -> list.streamName(Engines.STREAM)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(Shards::from))
                .toList();
    }

    private static BigInteger from(Shard shard) {
        return new BigInteger(shard.hashKeyRange().startingHashKey());
    }

    private static BigInteger width(Shard shard) {
        return new BigInteger(shard.hashKeyRange().endingHashKey()).subtract(from(shard));
    }
}
