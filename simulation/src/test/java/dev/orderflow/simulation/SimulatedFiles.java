package dev.orderflow.simulation;

import dev.orderflow.order.application.importing.ImportFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A store of accepted files that outlives every process, and the disk on which they are worked on. */
final class SimulatedFiles {
    private static final Path WORK_FOLDER = folder();

    private final Map<String, byte[]> kept = new HashMap<>();

    /** What is in it is never needed again, so all histories share it. */
    static Path workFolder() {
        return WORK_FOLDER;
    }

    /** As one process reaches it. */
    ImportFiles of(Node node) {
        return new ImportFiles() {
            @Override
            public String keep(String importId, Path file) {
                byte[] content = read(file);
                return node.call("keep the file of " + importId, () -> {
                    kept.put(importId, content);
                    return importId;
                });
            }

            @Override
            public void fetch(String location, Path to) throws IOException {
                Files.write(to, node.ask("fetch the file of " + location, () -> kept.get(location)));
            }
        };
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("orderflow-simulation-");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
