package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.archive.ArchiveKey;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what was archived behind a position. */
public final class NextObjects {
    /** Keys held at once; what lies behind them is found when these are audited. */
    private static final int MOST = 1_000;

    private final ArchiveObjects archive;

    public NextObjects(ArchiveObjects archive) {
        this.archive = archive;
    }

    /**
     * @param head up to where the shard is archived
     * @return keys in the shard's order
     */
    List<String> after(AuditPosition position, OfShard head) {
        if (position.lastObject().equals(head.lastObject())) {
            return List.of();
        }
        Optional<ArchiveKey> last = ArchiveKey.parse(position.lastObject());
        BigInteger beyond = last.map(ArchiveKey::sequence).orElse(BigInteger.ONE.negate());
        BigInteger upTo =
                ArchiveKey.parse(head.lastObject()).map(ArchiveKey::sequence).orElse(BigInteger.ONE.negate());
        if (upTo.compareTo(beyond) < 0) {
            // The archive was begun anew; what the auditor remembers drops what it has seen.
            return after(AuditPosition.start(head.shardId()), head);
        }
        TreeMap<BigInteger, String> found = new TreeMap<>();
        archive.keysAfter(
                last.map(ArchiveKey::folderBefore).orElse(""),
                key -> ArchiveKey.parse(key)
                        .filter(parts -> parts.shardId().equals(head.shardId())
                                && parts.sequence().compareTo(beyond) > 0
                                && parts.sequence().compareTo(upTo) <= 0)
                        .ifPresent(parts -> {
                            found.put(parts.sequence(), key);
                            if (found.size() > MOST) {
                                found.pollLastEntry();
                            }
                        }));
        return List.copyOf(found.values());
    }
}
