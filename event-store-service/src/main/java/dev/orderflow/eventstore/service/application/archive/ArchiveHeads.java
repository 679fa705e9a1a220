package dev.orderflow.eventstore.service.application.archive;

import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.archive.ArchiveReader;
import java.util.List;
import java.util.stream.Stream;

/** Whether the newest object of every shard is what was written: a bucket that was emptied shows there first. */
public final class ArchiveHeads {
    private final ArchiveLedger ledger;
    private final ArchiveReader reader;

    public ArchiveHeads(ArchiveLedger ledger, ArchiveReader reader) {
        this.ledger = ledger;
        this.reader = reader;
    }

    /** Reads one object a shard; what is wrong with those that are lost or altered, empty where all is well. */
    public List<String> damages() {
        return ledger.all().stream().flatMap(this::damage).toList();
    }

    private Stream<String> damage(OfShard shard) {
        try {
            reader.read(shard.lastObject(), record -> {});
            return Stream.empty();
        } catch (ArchiveBrokenException e) {
            return Stream.of(String.valueOf(e.getMessage()));
        }
    }
}
