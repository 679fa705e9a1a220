package dev.orderflow.eventstore.archive;

import java.util.Optional;

/** Where objects are kept: each is written once and never again. */
public interface Archive {
    /** Every key starts so. */
    String FOLDER = "archive/";

    String SUFFIX = ".jsonl.gz";

    /**
     * Puts an object where its key is free; of several writers exactly one succeeds.
     *
     * @param content compressed lines
     * @return what stands there already, or empty where this was put
     */
    Optional<ArchiveObject> putIfAbsent(ArchiveObject object, byte[] content);
}
