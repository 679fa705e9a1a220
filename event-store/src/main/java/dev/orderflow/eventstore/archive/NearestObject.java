package dev.orderflow.eventstore.archive;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds, by keys alone, the object that holds a record, or that comes before it. */
final class NearestObject {
    private final String shardId;
    private final BigInteger sequence;
    private @Nullable ArchiveKey nearest;
    private @Nullable String found;

    private NearestObject(ArchivedRecord record) {
        this.shardId = record.shardId();
        this.sequence = new BigInteger(record.record().sequenceNumber());
    }

    /**
     * The newest object of the record's shard and hour that begins with it or before it. Where any object holds the
     * record, it is this one: an object holds records of one hour.
     */
    static Optional<String> inItsHour(ArchiveReader reader, ArchivedRecord record) {
        NearestObject search = new NearestObject(record);
        reader.keysUnder(
                SealedBatch.folder(record.record().arrivedAt()) + "/" + record.shardId() + "-", search::compare);
        return Optional.ofNullable(search.found);
    }

    /** The newest object of the record's shard that begins with it or before it; the whole archive is listed. */
    static Optional<String> anywhere(ArchiveReader reader, ArchivedRecord record) {
        NearestObject search = new NearestObject(record);
        reader.keys(search::compare);
        return Optional.ofNullable(search.found);
    }

    private void compare(String key) {
        ArchiveKey parts = ArchiveKey.parse(key).orElse(null);
        if (parts == null
                || !parts.shardId().equals(shardId)
                || parts.sequence().compareTo(sequence) > 0) {
            return;
        }
        if (nearest == null || parts.sequence().compareTo(nearest.sequence()) > 0) {
            nearest = parts;
            found = key;
        }
    }
}
