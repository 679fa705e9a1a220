package dev.orderflow.launcher.keep;

import dev.orderflow.infra.engine.Deletion;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.record.Engines;
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
    private final LoadedMark mark;

    /** @param folder where it lies, and nothing else */
    public SavedState(Engines engines, Path folder) {
        this.engines = engines;
        this.folder = folder;
        this.mark = new LoadedMark(engines.s3(), folder);
    }

    /** @param items of all tables, {@code objects} of all buckets */
    public record Size(long items, long objects) {}

    /** Whether the engine still holds what was loaded from here, or what has grown from it. */
    public boolean isLoaded() {
        try {
            return mark.isSet();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    /**
     * What was saved before is replaced once all of it is written; a crash in between leaves the older one. An engine that
     * was not loaded has forgotten everything, and what it holds would be saved over what it forgot: it is refused.
     */
    public Size save() {
        try {
            Path writing = folder.resolve("writing");
            Deletion.deleteTree(writing);
            Size size = new Size(tables(writing).save(), buckets(writing).save());
            // Afterwards: it may also have started anew while it was read.
            if (!mark.isSet()) {
                Deletion.deleteTree(writing);
                throw new SuiteException(
                        "The engine has started anew since it was loaded, and has forgotten what it held");
            }
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

    /** Puts everything back into an engine that was not loaded yet; into another one, and where nothing was saved, nothing. */
    public Size load() {
        try {
            if (mark.isSet()) {
                return new Size(0, 0);
            }
            Path saved = newest();
            Size size = Files.exists(saved)
                    ? new Size(tables(saved).load(), buckets(saved).load())
                    : new Size(0, 0);
            // Last: what a crash leaves half loaded is loaded again, and is never saved.
            mark.set();
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot bring back what was saved in " + folder, e);
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
