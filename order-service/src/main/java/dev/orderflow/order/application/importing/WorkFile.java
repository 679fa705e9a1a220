package dev.orderflow.order.application.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A place for a file while it is worked on; what a crash leaves behind is never read again. */
final class WorkFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkFile.class);

    private final Path folder;

    private WorkFile(Path folder) {
        this.folder = folder;
    }

    static WorkFile in(Path workFolder) throws IOException {
        Files.createDirectories(workFolder);
        return new WorkFile(Files.createTempDirectory(workFolder, "import-"));
    }

    /** Nothing is there yet. */
    Path path() {
        return folder.resolve("file");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            log.warn("Could not delete {}; it is not needed any more: {}", folder, e.toString());
        }
    }
}
