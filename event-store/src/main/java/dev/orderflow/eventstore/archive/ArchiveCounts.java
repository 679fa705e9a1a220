package dev.orderflow.eventstore.archive;

import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.eventstore.archive.StreamHistories.Kept;
import dev.orderflow.eventstore.consumer.Patience;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what an object holds in the histories, and counts it in the ledger: once, however often it is told. */
public final class ArchiveCounts {
    private static final Logger log = LoggerFactory.getLogger(ArchiveCounts.class);

    private final StreamHistories histories;
    private final ArchiveLedger ledger;
    private final Patience patience;

    public ArchiveCounts(StreamHistories histories, ArchiveLedger ledger, Patience patience) {
        this.histories = histories;
        this.ledger = ledger;
        this.patience = patience;
    }

    /** Counts an object that is in the archive already: histories and ledger were lost, the archive was not. */
    public ArchiveObject recount(ArchiveReader reader, String key) {
        WholeObject whole = WholeObject.read(reader, key, patience);
        count(whole.object(), whole.records());
        return whole.object();
    }

    void count(ArchiveObject object, List<ArchivedRecord> records) {
        List<ArchivedRecord> commits =
                records.stream().filter(record -> record.header() != null).toList();
        List<Kept> kept = patience.untilDone("keep the commits of " + object.key(), () -> histories.keep(commits));
        long distinctEvents = 0;
        for (int i = 0; i < commits.size(); i++) {
            CommitHeader header = commits.get(i).header();
            if (header != null && kept.get(i) == Kept.FIRST) {
                distinctEvents += header.eventCount();
            } else if (kept.get(i) == Kept.CONFLICT) {
                log.error(
                        "The stream holds two different commits {}; the second came as {}",
                        header,
                        commits.get(i).place());
            }
        }
        long distinct = distinctEvents;
        patience.untilDone("count " + object.key(), () -> ledger.count(object, kept, distinct));
    }
}
