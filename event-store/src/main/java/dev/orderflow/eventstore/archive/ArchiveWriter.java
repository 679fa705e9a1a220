package dev.orderflow.eventstore.archive;

import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.consumer.Patience;
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
        ArchivedRecord first = records.getFirst();
        if (newest == null) {
            WholeObject holding = begin(first);
            if (holding != null) {
                return adopt(holding, first);
            }
        }
        SealedBatch batch = SealedBatch.of(records, newest == null ? ChainLink.NONE : newest);
        ArchiveObject object = batch.object();
        Optional<ArchiveObject> standing =
                patience.untilDone("archive " + object.key(), () -> archive.putIfAbsent(object, batch.content()));
        // The same checksum: an earlier attempt of this very put, whose reply was lost.
        if (standing.isEmpty() || standing.get().equals(object)) {
            count(object, records);
            return object.lastSequence();
        }
        log.info("{} was archived by another writer; going on behind it", object.key());
        return adopt(WholeObject.read(reader, object.key(), patience), first);
    }

    /**
     * Looks once, before anything is written, how far the shard is archived. Mostly the ledger knows: a checkpoint follows
     * the count, so the record that comes after a checkpoint comes after the ledger's newest object. But checkpoints can be
     * lost, and the stream may have dropped the first records of an object since: then the first one that is left is amid
     * that object, and no key would tell. And the ledger can be lost: then the archive itself tells where its chain ends.
     *
     * @return the object that holds the record already, or null where the next one goes on behind {@link #newest}
     */
    private @Nullable WholeObject begin(ArchivedRecord first) {
        String shardId = first.shardId();
        OfShard counted = patience.untilDone("look how far " + shardId + " is counted", () -> ledger.of(shardId))
                .orElse(null);
        String near = patience.untilDone(
                        "look how far " + shardId + " is archived", () -> NearestObject.inItsHour(reader, first))
                .orElse(null);
        if (counted == null && near == null && isLedgerEmpty()) {
            near = patience.untilDone(
                            "look for the newest object of " + shardId, () -> NearestObject.anywhere(reader, first))
                    .orElse(null);
        }
        boolean ends = counted != null
                && counted.lastObject().equals(near)
                && SequenceOrder.isAfter(first.record().sequenceNumber(), counted.lastSequence());
        if (near == null || ends) {
            newest = counted == null ? ChainLink.NONE : counted.head();
            return null;
        }
        WholeObject found = WholeObject.read(reader, near, patience);
        if (!SequenceOrder.isAfter(
                first.record().sequenceNumber(), found.object().lastSequence())) {
            log.info("{} holds what comes next of {} already; going on behind it", near, shardId);
            return found;
        }
        if (counted != null && !SequenceOrder.isAfter(found.object().lastSequence(), counted.lastSequence())) {
            newest = counted.head();
            return null;
        }
        log.warn("The ledger did not know {}; it counts from there on", near);
        count(found.object(), found.records());
        return null;
    }

    /** Where other shards are counted, this one is new: nothing has to be looked for in all of the archive. */
    private boolean isLedgerEmpty() {
        return patience.untilDone("read the ledger", ledger::all).isEmpty();
    }

    /** Takes the end of another writer's object, or of an earlier run's, for this writer's own. */
    private String adopt(WholeObject theirs, ArchivedRecord myFirst) {
        boolean holdsMine = theirs.records().stream()
                .anyMatch(record -> record.place().equals(myFirst.place())
                        && Arrays.equals(
                                record.record().data(), myFirst.record().data()));
        if (!holdsMine) {
            throw new ArchiveBrokenException("The archive holds records of another stream under "
                    + theirs.object().key()
                    + ". Nothing was overwritten: use another bucket for this stream, or move that one away");
        }
        count(theirs.object(), theirs.records());
        return theirs.object().lastSequence();
    }

    private void count(ArchiveObject object, List<ArchivedRecord> records) {
        counts.count(object, records);
        newest = object.link();
    }
}
