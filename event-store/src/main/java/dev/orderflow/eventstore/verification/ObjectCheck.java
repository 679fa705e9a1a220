package dev.orderflow.eventstore.verification;

import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveObjects.Stored;
import dev.orderflow.eventstore.archive.ArchivedLines;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.SequenceOrder;
import dev.orderflow.eventstore.verification.Finding.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one object from its first byte to its last. What of an altered one can still be read is handed on too: compared
 * with the journals, its lines tell which of them was changed.
 */
final class ObjectCheck {
    private final Findings findings;
    private final LineReader reader;

    /** Takes what an object holds. */
    interface LineReader {
        /** @param offset of the line's first byte in the inflated content */
        void line(ArchiveObject object, long line, long offset, ArchivedRecord record);
    }

    ObjectCheck(Findings findings, LineReader reader) {
        this.findings = findings;
        this.reader = reader;
    }

    /** @return how many lines could be read */
    long check(Stored stored) {
        ArchiveObject object = stored.object();
        boolean intact = object.isOf(stored.content());
        Sums sums = new Sums();
        @Nullable Finding broken = null;
        try (ArchivedLines lines = new ArchivedLines(stored.content())) {
            while (broken == null && lines.next()) {
                sums.lines++;
                sums.end = lines.offset();
                broken = line(object, lines, sums);
            }
        } catch (EOFException e) {
            broken = at(Kind.TRUNCATED_OBJECT, object, sums, "the content ends within line " + (sums.lines + 1));
        } catch (IOException e) {
            broken = at(
                    Kind.ALTERED_OBJECT,
                    object,
                    sums,
                    "cannot be inflated beyond line " + sums.lines + ": " + e.getMessage());
        }
        if (broken == null && !intact) {
            broken = Finding.ofObject(
                    Kind.ALTERED_OBJECT,
                    object.key(),
                    "its checksum differs and all its lines can be read; those that differ from the journals are named"
                            + " on their own");
        }
        if (broken == null) {
            broken = sums.differing(object);
        }
        if (broken != null) {
            findings.add(broken);
        }
        return sums.lines;
    }

    private @Nullable Finding line(ArchiveObject object, ArchivedLines lines, Sums sums) {
        ArchivedRecord record;
        CommitHeader header;
        try {
            record = lines.record();
            header = record.header();
            record.arrivedAt();
        } catch (ArchiveBrokenException e) {
            return at(Kind.ALTERED_OBJECT, object, sums, String.valueOf(e.getMessage()));
        }
        if (!record.shardId().equals(object.shardId())
                || !isNumber(record.sequenceNumber())
                || (!sums.last.isEmpty() && !SequenceOrder.isAfter(record.sequenceNumber(), sums.last))) {
            return at(
                    Kind.ALTERED_OBJECT,
                    object,
                    sums,
                    "record " + record.place() + " cannot stand behind " + object.shardId() + "#" + sums.last);
        }
        sums.first = sums.first.isEmpty() ? record.sequenceNumber() : sums.first;
        sums.last = record.sequenceNumber();
        if (header != null) {
            sums.commits++;
            sums.events += header.eventCount();
        }
        reader.line(object, sums.lines, lines.offset(), record);
        return null;
    }

    private static Finding at(Kind kind, ArchiveObject object, Sums sums, String detail) {
        return Finding.ofLine(kind, object.key(), Math.max(1, sums.lines), sums.end, null, detail);
    }

    private static boolean isNumber(String sequence) {
        return !sequence.isEmpty() && sequence.chars().allMatch(Character::isDigit);
    }

    private static final class Sums {
        private long lines;
        private long end;
        private long commits;
        private long events;
        private String first = "";
        private String last = "";

        private @Nullable Finding differing(ArchiveObject object) {
            boolean same = lines == object.records()
                    && commits == object.commits()
                    && events == object.events()
                    && Objects.equals(first, object.firstSequence())
                    && Objects.equals(last, object.lastSequence());
            return same
                    ? null
                    : Finding.ofObject(
                            Kind.ALTERED_OBJECT,
                            object.key(),
                            "it has " + lines + " records from " + first + " to " + last + ", and its metadata says "
                                    + object.records() + " from " + object.firstSequence() + " to "
                                    + object.lastSequence());
        }
    }
}
