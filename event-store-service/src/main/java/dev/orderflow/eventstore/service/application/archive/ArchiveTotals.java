package dev.orderflow.eventstore.service.application.archive;

import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the archive holds, by its own count. A commit that was published twice is archived twice: the distinct counts are
 * those to compare with the journals.
 *
 * @param records lines of all objects
 * @param unreadable records that are no commit
 * @param conflicts commits under a version that another one had before; a journal or the stream was tampered with
 * @param shards by name, those included that have ended
 */
public record ArchiveTotals(
        long objects,
        long records,
        long commits,
        long distinctCommits,
        long events,
        long distinctEvents,
        long unreadable,
        long conflicts,
        List<OfShard> shards) {

    public static ArchiveTotals of(List<OfShard> shards) {
        return new ArchiveTotals(
                sum(shards, OfShard::objects),
                sum(shards, OfShard::records),
                sum(shards, OfShard::commits),
                sum(shards, OfShard::distinctCommits),
                sum(shards, OfShard::events),
                sum(shards, OfShard::distinctEvents),
                sum(shards, OfShard::unreadable),
                sum(shards, OfShard::conflicts),
                shards.stream().sorted(Comparator.comparing(OfShard::shardId)).toList());
    }

    private static long sum(List<OfShard> shards, ToLongFunction<OfShard> count) {
        return shards.stream().mapToLong(count).sum();
    }
}
