package dev.orderflow.eventstore.verification;

import dev.orderflow.eventstore.verification.Finding.Kind;
import java.util.List;
import java.util.Map;

/**
 * What a verification found.
 *
 * @param journalCommits commits of all journals
 * @param objects read from the archive
 * @param records lines of them
 * @param streamRecords compared with the archive
 * @param pending commits of the journals that are too young to be missed in the archive yet
 * @param counts findings by kind, those included that are not kept
 * @param findings the first of each kind
 * @param heads up to where each shard was proved
 */
public record Proof(
        long journalCommits,
        long objects,
        long records,
        long streamRecords,
        long pending,
        Map<Kind, Long> counts,
        List<Finding> findings,
        List<Head> heads) {
    public Proof {
        counts = Map.copyOf(counts);
        findings = List.copyOf(findings);
        heads = List.copyOf(heads);
    }

    public boolean sound() {
        return counts.isEmpty();
    }

    /** @param link hash that vouches for everything up to the object */
    public record Head(String shardId, String object, String link, String lastSequence) {}
}
