package dev.orderflow.order.adapter.importing;

import dev.orderflow.order.application.importing.ImportFiles;
import dev.orderflow.order.application.importing.UnreadableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Kept files in memory. */
final class InMemoryImportFiles implements ImportFiles {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public String keep(String importId, Path file) {
        try {
            files.put("memory://" + importId, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "memory://" + importId;
    }

    @Override
    public void fetch(String location, Path to) throws IOException {
        byte[] file = files.get(location);
        if (file == null) {
            throw new UnreadableFileException(0, "is not kept any more at " + location);
        }
        Files.write(to, file);
    }

    int count() {
        return files.size();
    }

    void lose() {
        files.clear();
    }
}
