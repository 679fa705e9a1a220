package dev.orderflow.eventstore.service.adapter;

import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.service.application.archive.ArchiveHeads;
import dev.orderflow.eventstore.service.application.archive.ArchiveTotals;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at every start whether the archive still has what was written last, before anything is added. Where it has not,
 * it says so, in the log and as health, and archiving goes on: what comes now must not be lost as well.
 */
final class ArchiveHealth implements HealthIndicator, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ArchiveHealth.class);

    private final ArchiveHeads heads;
    private final ArchiveLedger ledger;
    private final String bucket;
    private volatile List<String> damages = List.of();
    private volatile boolean running;

    ArchiveHealth(ArchiveHeads heads, ArchiveLedger ledger, String bucket) {
        this.heads = heads;
        this.ledger = ledger;
        this.bucket = bucket;
    }

    @Override
    public void start() {
        running = true;
        try {
            damages = heads.damages();
            log.info(
                    "Archiving to bucket {}; {} objects so far",
                    bucket,
                    ArchiveTotals.of(ledger.all()).objects());
        } catch (RuntimeException e) {
            log.warn("Could not look whether bucket {} still has what was archived last: {}", bucket, e.toString());
        }
        if (!damages.isEmpty()) {
            log.error(
                    "THE ARCHIVE IS DAMAGED: bucket {} has lost what the ledger says was written. Restore the bucket (its"
                            + " older versions, or a copy); on a machine of your own, start with --fresh. {}",
                    bucket,
                    String.join("; ", damages));
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the consumers start, which they do last. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public Health health() {
        ArchiveTotals totals = ArchiveTotals.of(ledger.all());
        boolean sound = damages.isEmpty() && totals.conflicts() == 0;
        return (sound ? Health.up() : Health.down())
                .withDetail("objects", totals.objects())
                .withDetail("records", totals.records())
                .withDetail("conflicts", totals.conflicts())
                .withDetail("damages", damages)
                .build();
    }
}
