package dev.orderflow.eventstore.archive;

import java.util.function.Consumer;

/** The archive as it is stored, nothing checked: for proofs, which must see what is wrong. */
public interface ArchiveObjects {

    /** As {@link ArchiveReader#keys}. */
    default void keys(Consumer<String> reader) {
        keysAfter(Archive.FOLDER, reader);
    }

    /** As {@link #keys}, only those that come behind a text in the order of text. */
    void keysAfter(String start, Consumer<String> reader);

    /**
     * One object with what its metadata says.
     *
     * @throws ArchiveBrokenException where it is absent, or lacks the metadata of an archiver
     */
    Stored fetch(String key);

    /** @param content as it is stored, whether it fits the metadata or not */
    record Stored(ArchiveObject object, byte[] content) {}
}
