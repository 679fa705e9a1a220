package dev.orderflow.eventstore.archive;

import dev.orderflow.eventstore.consumer.Patience;
import dev.orderflow.eventstore.consumer.ShardHandler;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Archives every record of the stream exactly once, whatever crashes and whoever else archives the same shard.
 *
 * <p>An object's key follows from its first record, and only the first writer's object stands. Who comes second takes the
 * other's end for their own and goes on behind it; checkpoints are the ends of objects. So both, and whoever comes after a
 * crash, cut the shard at the same places.
 */
public final class Archiver implements ShardHandler.Factory {
    private final Archive archive;
    private final ArchiveReader reader;
    private final StreamHistories histories;
    private final ArchiveLedger ledger;
    private final Duration flushAfter;
    private final InstantSource clock;
    private volatile Patience patience = new Patience();

    /** @param flushAfter a record waits for others to share an object with at most this long */
    public Archiver(
            Archive archive,
            ArchiveReader reader,
            StreamHistories histories,
            ArchiveLedger ledger,
            Duration flushAfter,
            InstantSource clock) {
        this.archive = archive;
        this.reader = reader;
        this.histories = histories;
        this.ledger = ledger;
        this.flushAfter = flushAfter;
        this.clock = clock;
    }

    /** Waits out failures as the other says, until the next stop. */
    public Archiver withPatience(Patience other) {
        patience = other;
        return this;
    }

    @Override
    public ShardHandler open(String shardId) {
        return new ArchivingHandler(
                shardId, new ArchiveWriter(archive, reader, histories, ledger, patience), flushAfter, clock);
    }

    /** What is opened later belongs to the next start. */
    @Override
    public void stopping() {
        patience.stop();
        patience = new Patience();
    }
}
