package dev.orderflow.eventstore.publication;

import dev.orderflow.eventstore.journal.StoredCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a crash must not make forgotten: how far each writer's commits are published, and which commits a writer has
 * appended since. The journal keeps a keys-only index by writer for it; no marker is ever written or removed.
 */
public interface PublicationLog {
    Optional<Watermark> find(String slot);

    /** Of every writer there ever was. */
    List<Watermark> all();

    /** Unconditional: a slot has one live process. */
    void save(Watermark watermark);

    /**
     * What the slot appended, oldest first; the index may lag by seconds.
     *
     * @param from recorded at or after this
     * @param before recorded before this; {@link Instant#MAX} for all
     */
    void appended(String slot, Instant from, Instant before, Consumer<StoredCommit> reader);

    /**
     * @param publishedBefore every commit of the slot recorded before this is published
     * @param savedAt when that was written: an old one tells that the writer is gone
     */
    record Watermark(String slot, Instant publishedBefore, Instant savedAt) {}
}
