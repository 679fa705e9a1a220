package dev.orderflow.eventstore.archive;

import dev.orderflow.eventstore.consumer.Patience;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one shard's objects, each behind the last, counts them, and adopts what another writer was faster with. */
final class ArchiveWriter {
    private static final Logger log = LoggerFactory.getLogger(ArchiveWriter.class);

    private final Archive archive;
    private final ArchiveReader reader;
    private final ArchiveLedger ledger;
    private final ArchiveCounts counts;
    private final Patience patience;
    private @Nullable ChainLink newest;

    ArchiveWriter(
            Archive archive, ArchiveReader reader, StreamHistories histories, ArchiveLedger ledger, Patience patience) {
        this.archive = archive;
        this.reader = reader;
        this.ledger = ledger;
        this.patience = patience;
        this.counts = new ArchiveCounts(histories, ledger, patience);
    }

    /**
     * When it returns, the records up to the answer are archived and counted: all of them, or fewer or more where another
     * writer's object stands in their place.
     *
     * @return last sequence number of the object that stands
     * @throws dev.orderflow.eventstore.consumer.StoppingException where this worker stops while an outage lasts
     */
    String write(List<ArchivedRecord> records) {
        SealedBatch batch = SealedBatch.of(records, previous(records.getFirst().shardId()));
        ArchiveObject object = batch.object();
        Optional<ArchiveObject> standing =
                patience.untilDone("archive " + object.key(), () -> archive.putIfAbsent(object, batch.content()));
        // The same checksum: an earlier attempt of this very put, whose reply was lost.
        if (standing.isEmpty() || standing.get().equals(object)) {
            count(object, records);
            return object.lastSequence();
        }
        return adopt(standing.get(), records.getFirst());
    }

    /**
     * What the next object goes on from: the one that this writer wrote or adopted last. At first it is the ledger's head:
     * a checkpoint follows the count, so the ledger knows the object that a checkpoint ends with. It may know later ones,
     * where this worker is a late one; then their keys are taken and they are adopted.
     */
    private ChainLink previous(String shardId) {
        ChainLink known = newest;
        return known != null
                ? known
                : patience.untilDone("look for the newest object of " + shardId, () -> ledger.head(shardId));
    }

    private String adopt(ArchiveObject theirs, ArchivedRecord myFirst) {
        log.info("{} was archived by another writer up to {}; going on behind it", theirs.key(), theirs.lastSequence());
        List<ArchivedRecord> records = new ArrayList<>(theirs.records());
        patience.untilDone("read " + theirs.key(), () -> {
            records.clear();
            return reader.read(theirs.key(), records::add);
        });
        ArchivedRecord theirFirst = records.getFirst();
        if (!theirFirst.place().equals(myFirst.place())
                || !Arrays.equals(theirFirst.record().data(), myFirst.record().data())) {
            throw new ArchiveBrokenException("The archive holds records of another stream under " + theirs.key()
                    + ". Nothing was overwritten: use another bucket for this stream, or move that one away");
        }
        count(theirs, records);
        return theirs.lastSequence();
    }

    private void count(ArchiveObject object, List<ArchivedRecord> records) {
        counts.count(object, records);
        newest = object.link();
    }
}
