package dev.orderflow.eventstore.verification;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ChainLink;
import dev.orderflow.eventstore.verification.Finding.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Follows each shard's chain from its first object to the head that the ledger keeps apart. So what was taken away, put
 * in, moved or changed is noticed, also at the end.
 */
final class ChainWalk {
    private final Map<String, ArchiveLedger.OfShard> heads = new HashMap<>();
    private final Map<String, ChainLink> ends = new HashMap<>();
    private final Set<String> headsSeen = new HashSet<>();
    /** Objects that something is known of already; one damage is told once. */
    private final Set<String> suspects = new HashSet<>();

    private final Findings findings;

    /** @param heads as the ledger had them before the first object was read; later ones are beyond this proof */
    ChainWalk(List<ArchiveLedger.OfShard> heads, Findings findings) {
        heads.forEach(head -> this.heads.put(head.shardId(), head));
        this.findings = findings;
    }

    /** @param object the next one of its shard, by sequence number */
    void accept(ArchiveObject object) {
        if (!object.key().equals(object.properKey())) {
            damaged(Kind.MISPLACED_OBJECT, object.key(), "it belongs under " + object.properKey());
            return;
        }
        ChainLink end = ends.getOrDefault(object.shardId(), ChainLink.NONE);
        if (!object.previous().equals(end)) {
            broken(object, end);
        }
        ends.put(object.shardId(), object.link());
        lookForHead(object);
    }

    /** The object cannot be read at all; what is known of it is said by the caller. */
    void unreadable(String key) {
        suspects.add(key);
        heads.values().stream()
                .filter(head -> head.lastObject().equals(key))
                .forEach(head -> headsSeen.add(head.shardId()));
    }

    /** No more objects: a head that was not met was cut off. */
    void finish() {
        heads.values().stream()
                .filter(head -> !head.lastSequence().isEmpty() && !headsSeen.contains(head.shardId()))
                .filter(head -> !suspects.contains(head.lastObject()))
                .forEach(head -> damaged(
                        Kind.MISSING_OBJECT,
                        head.lastObject(),
                        "the ledger says that " + head.shardId() + " was archived up to here; what there is ends with "
                                + ends.getOrDefault(head.shardId(), ChainLink.NONE)
                                        .object()));
    }

    private void broken(ArchiveObject object, ChainLink end) {
        ChainLink previous = object.previous();
        if (suspects.contains(previous.object())) {
            return;
        }
        if (previous.object().equals(end.object())) {
            damaged(
                    Kind.ALTERED_OBJECT,
                    end.object(),
                    "it is not what " + object.key()
                            + " was written behind: its metadata, or something before it, was changed");
        } else if (previous.equals(ChainLink.NONE)) {
            damaged(Kind.FOREIGN_OBJECT, object.key(), "it begins a second chain of " + object.shardId());
        } else if (KeysInOrder.sequence(previous.object()).compareTo(KeysInOrder.sequence(end.object())) < 0) {
            damaged(
                    Kind.FOREIGN_OBJECT,
                    end.object(),
                    object.key() + " was written behind " + previous.object() + ", with nothing between them");
        } else {
            damaged(Kind.MISSING_OBJECT, previous.object(), object.key() + " was written behind it");
        }
    }

    private void lookForHead(ArchiveObject object) {
        ArchiveLedger.OfShard head = heads.get(object.shardId());
        if (head == null || !head.lastObject().equals(object.key())) {
            return;
        }
        headsSeen.add(object.shardId());
        if (!Objects.equals(head.head(), object.link()) && !suspects.contains(object.key())) {
            damaged(
                    Kind.ALTERED_OBJECT,
                    object.key(),
                    "it is not what the ledger keeps as the newest: its metadata, or something before it, was changed");
        }
    }

    private void damaged(Kind kind, String key, String detail) {
        suspects.add(key);
        findings.add(Finding.ofObject(kind, key, detail));
    }
}
