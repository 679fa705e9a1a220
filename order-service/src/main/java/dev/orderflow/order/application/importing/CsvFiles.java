package dev.orderflow.order.application.importing;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads files of rows as a stream: a long file takes no more memory than a short one. */
public interface CsvFiles {

    /**
     * Opens a file, packed or not, and reads its header.
     *
     * @throws UnreadableFileException where it has no header or another one than {@link RowRules#HEADER}
     */
    Rows open(Path file) throws IOException;

    /** The rows after the header. */
    interface Rows extends AutoCloseable {
        /**
         * The next row, or null after the last.
         *
         * @throws UnreadableFileException where the file as such breaks off: not UTF-8, a damaged archive
         */
        @Nullable
        CsvRow next() throws IOException;

        /** SHA-256 (hex) of the unpacked file; only after the last row was read. */
        String contentDigest();

        @Override
        void close() throws IOException;
    }
}
