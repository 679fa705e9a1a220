package dev.orderflow.eventstore.restore;

import dev.orderflow.eventstore.archive.ArchiveCounts;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveReader;
import dev.orderflow.eventstore.archive.SequenceOrder;
import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.rebuild.ArchiveOrder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the archiver knows of the archive, made again from it: the histories, the ledger, and where to go on. */
public final class ArchiveRestore {
    private static final int TELL_EVERY = 200;
    private static final Logger log = LoggerFactory.getLogger(ArchiveRestore.class);

    private final ArchiveReader archive;
    private final ArchiveCounts counts;
    private final Leases leases;
    private final Patience patience;

    public ArchiveRestore(ArchiveReader archive, ArchiveCounts counts, Leases leases, Patience patience) {
        this.archive = archive;
        this.counts = counts;
        this.leases = leases;
        this.patience = patience;
    }

    public Restored run() {
        long began = System.nanoTime();
        Map<String, String> ends = new HashMap<>();
        long[] counted = new long[3];
        new ArchiveOrder(archive).after(Map.of(), key -> {
            patience.check();
            ArchiveObject object = counts.recount(archive, key);
            ends.merge(
                    object.shardId(),
                    object.lastSequence(),
                    (one, other) -> SequenceOrder.isAfter(other, one) ? other : one);
            counted[0] += object.records();
            counted[1] += object.commits();
            if (++counted[2] % TELL_EVERY == 0) {
                log.info("Restored what is known of {} records in {} objects", counted[0], counted[2]);
            }
        });
        leases.beginBehind(ends);
        return new Restored(counted[0], counted[1], 0, Duration.ofNanos(System.nanoTime() - began));
    }
}
