package dev.orderflow.eventstore.verification;

import dev.orderflow.events.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Every service's journals, as they are stored. */
public interface JournalContents {

    /** Hands on every commit that was there when this began; of those that come meanwhile, any or none. */
    void read(Consumer<StoredBytes> reader);

    /** The commit that a stream holds under its first version. */
    Optional<StoredBytes> find(StreamId stream, long firstVersion);

    /** @param recordedAt when its writer appended it */
    record StoredBytes(StreamId stream, long firstVersion, Instant recordedAt, byte[] bytes) {}
}
