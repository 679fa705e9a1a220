package dev.orderflow.launcher.keep;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.launcher.record.Engines;
import dev.orderflow.launcher.record.Journals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Tables and buckets of an engine that forgets them when it stops, in a folder. The stream is not kept: services notice
 * that it is a new one and publish their journals again.
 */
public final class SavedState {
    private final Engines engines;
    private final Path folder;

    /** @param folder where it lies, and nothing else */
    public SavedState(Engines engines, Path folder) {
        this.engines = engines;
        this.folder = folder;
    }

    /** @param items of all tables, {@code objects} of all buckets */
    public record Size(long items, long objects) {}

    /** What was saved before is replaced once all of it is written; a crash in between leaves the older one. */
    public Size save() {
        try {
            Path writing = folder.resolve("writing");
            Deletion.deleteTree(writing);
            Size size = new Size(tables(writing).save(), buckets(writing).save());
            Path saved = folder.resolve("saved");
            Path before = folder.resolve("before");
            Deletion.deleteTree(before);
            if (Files.exists(saved)) {
                Files.move(saved, before, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(writing, saved, StandardCopyOption.ATOMIC_MOVE);
            Deletion.deleteTree(before);
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder, e);
        }
    }

    /** Puts everything back into an engine whose journals are empty; into another one, and where nothing was saved, nothing. */
    public Size load() {
        Path saved = newest();
        if (!Files.exists(saved) || !new Journals(engines.dynamo()).isEmpty()) {
            return new Size(0, 0);
        }
        try {
            // Buckets first: what a crash leaves half loaded still has empty journals, and is loaded again.
            long objects = buckets(saved).load();
            return new Size(tables(saved).load(), objects);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was saved in " + saved, e);
        }
    }

    /** A crash between the two moves of a save leaves only the one before. */
    private Path newest() {
        Path saved = folder.resolve("saved");
        return Files.exists(saved) ? saved : folder.resolve("before");
    }

    private SavedTables tables(Path in) {
        return new SavedTables(engines.dynamo(), in.resolve("tables"));
    }

    private SavedBuckets buckets(Path in) {
        return new SavedBuckets(engines.s3(), in.resolve("buckets"));
    }
}
