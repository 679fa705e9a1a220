package dev.orderflow.eventstore.aws;

import dev.orderflow.events.Commit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The partitions of the index by writer. An index partition takes 1,000 write units a second; a writer's commits are
 * spread over eight by their stream, far above what one writer appends, and eight short queries still find them all.
 */
final class WriterBuckets {
    private static final int BUCKETS = 8;

    private WriterBuckets() {}

    /** Any hash will do as long as it is spread well and never changes; {@code String.hashCode} is specified for ever. */
    static String bucketOf(Commit commit) {
        int hash = commit.streamId().toString().hashCode() * 0x9E3779B9;
        return commit.metadata().recordedBy() + "#" + (hash >>> 29);
    }

    static List<String> of(String slot) {
        return IntStream.range(0, BUCKETS)
                .mapToObj(bucket -> slot + "#" + bucket)
                .toList();
    }
}
