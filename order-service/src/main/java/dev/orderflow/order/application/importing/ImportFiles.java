package dev.orderflow.order.application.importing;

import java.io.IOException;
import java.nio.file.Path;

/** Keeps accepted files, durably. */
public interface ImportFiles {

    /**
     * Keeps a file; the same id again replaces it by the same content.
     *
     * @return where it is kept
     */
    String keep(String importId, Path file);

    /**
     * Brings a kept file onto this machine.
     *
     * @param to a file that does not exist yet
     * @throws UnreadableFileException where it is not there any more
     */
    void fetch(String location, Path to) throws IOException;
}
