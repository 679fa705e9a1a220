package dev.orderflow.eventstore.verification;

import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchivedLines;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the one object again that a difference was found in, and asks the journal for the one commit. */
final class LineDifferences implements CommitComparison.Differences {
    private static final byte[] BEFORE_THE_COMMIT = "\"commit\":".getBytes(StandardCharsets.US_ASCII);

    private final ArchiveObjects archive;
    private final JournalContents journals;

    LineDifferences(ArchiveObjects archive, JournalContents journals) {
        this.archive = archive;
        this.journals = journals;
    }

    @Override
    public long firstDifference(String object, long line, long lineOffset) {
        try (ArchivedLines lines = new ArchivedLines(archive.fetch(object).content())) {
            long number = 0;
            while (lines.next()) {
                number++;
                if (number == line) {
                    return lineOffset + within(lines.bytes(), lines.record());
                }
            }
            return lineOffset;
        } catch (IOException | ArchiveBrokenException e) {
            // It was readable a moment ago; the line is known all the same.
            return lineOffset;
        }
    }

    private long within(byte[] line, ArchivedRecord record) {
        CommitHeader header = record.header();
        byte[] journalled = header == null
                ? new byte[0]
                : journals.find(header.streamId(), header.firstVersion())
                        .map(stored -> Compression.inflate(stored.bytes()))
                        .orElse(new byte[0]);
        int from = indexOf(line, BEFORE_THE_COMMIT);
        int mismatch = Arrays.mismatch(record.commitText(), journalled);
        return from < 0 ? 0 : from + BEFORE_THE_COMMIT.length + Math.max(0, mismatch);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }
}
