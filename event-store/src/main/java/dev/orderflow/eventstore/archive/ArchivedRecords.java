package dev.orderflow.eventstore.archive;

import java.io.IOException;
import java.util.function.Consumer;

/** Opens an object's content; every adapter reads through it. */
public final class ArchivedRecords {
    private ArchivedRecords() {}

    /**
     * Checks that nothing is missing or altered, then hands on each record.
     *
     * @throws ArchiveBrokenException before any record where the checksum differs; after some where it fits and a line is
     *     none or the count is wrong, which only a faulty writer can cause
     */
    public static void read(ArchiveObject object, byte[] content, Consumer<ArchivedRecord> reader) {
        if (!object.isOf(content)) {
            throw new ArchiveBrokenException(object.key() + " is not what was written: its checksum differs");
        }
        int records = 0;
        try (ArchivedLines lines = new ArchivedLines(content)) {
            while (lines.next()) {
                records++;
                reader.accept(lines.record());
            }
        } catch (IOException e) {
            throw new ArchiveBrokenException(object.key() + " cannot be read: " + e.getMessage(), e);
        }
        if (records != object.records()) {
            throw new ArchiveBrokenException(
                    object.key() + " is not what was written: it has " + records + " records, not " + object.records());
        }
    }
}
