package dev.orderflow.eventstore.verification;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitHeader;
import dev.orderflow.events.codec.Compression;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.verification.Finding.Kind;
import dev.orderflow.eventstore.verification.JournalContents.StoredBytes;
import dev.orderflow.eventstore.verification.VerificationProgress.Phase;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds every commit of the archive against every commit of the journals. Both sides are written down by stream into as
 * many lists as keep one pair of them small, and compared list by list: memory does not grow with the archive.
 */
final class CommitComparison implements AutoCloseable {
    /** Commits in one list, about: some 10 MB while it is compared. Past ten million commits lists grow with them. */
    private static final long IN_A_LIST = 25_000;

    /** Every list is an open file while it is written. */
    private static final int MOST_LISTS = 400;

    private final JournalContents journals;
    private final Findings findings;
    private final Differences differences;
    private final Instant missedBefore;
    private final int number;
    private final Scratch.Lists journalled;
    private final Scratch scratch;
    private Scratch.Lists archived;
    private long journalCommits;
    private long pending;

    /**
     * @param commits how many there are, about
     * @param missedBefore a commit that was recorded later may still be on its way into the archive
     */
    CommitComparison(
            Scratch scratch,
            JournalContents journals,
            Findings findings,
            Differences differences,
            Instant missedBefore,
            long commits) {
        this.scratch = scratch;
        this.journals = journals;
        this.findings = findings;
        this.differences = differences;
        this.missedBefore = missedBefore;
        this.number = (int) Math.clamp(commits / IN_A_LIST + 1, 1, MOST_LISTS);
        this.journalled = scratch.lists("journals", number);
        this.archived = journalled;
    }

    void journalled(StoredBytes stored) {
        journalCommits++;
        Digest digest = Digest.of(Compression.inflate(stored.bytes()));
        String stream = stored.stream().toString();
        journalled.add(stream, out -> {
            out.writeUTF(stream);
            out.writeLong(stored.firstVersion());
            out.writeLong(stored.recordedAt().toEpochMilli());
            digest.write(out);
        });
    }

    /** Nothing more comes of the journals; the archive's turn. */
    void begin() {
        journalled.close();
        archived = scratch.lists("archive", number);
    }

    void archived(ArchiveObject object, long line, long offset, ArchivedRecord record) {
        CommitHeader header = record.header();
        if (header == null) {
            return;
        }
        String stream = header.streamId().toString();
        Digest digest = Digest.of(record.commitText());
        archived.add(stream, out -> {
            out.writeUTF(stream);
            out.writeLong(header.firstVersion());
            out.writeUTF(object.key());
            out.writeLong(line);
            out.writeLong(offset);
            digest.write(out);
        });
    }

    void finish(VerificationProgress progress) {
        archived.close();
        for (int list = 0; list < number; list++) {
            progress.at(Phase.COMPARING, list, number);
            compare(list);
        }
        progress.at(Phase.COMPARING, number, number);
    }

    long journalCommits() {
        return journalCommits;
    }

    long pending() {
        return pending;
    }

    @Override
    public void close() {
        journalled.close();
        archived.close();
    }

    private void compare(int list) {
        Map<String, TreeMap<Long, Journalled>> streams = new HashMap<>();
        journalled.read(
                list,
                in -> streams.computeIfAbsent(in.readUTF(), stream -> new TreeMap<>())
                        .put(in.readLong(), Journalled.read(in)));
        Map<String, Long> newest = new HashMap<>();
        archived.read(list, in -> {
            Archived row = Archived.read(in);
            newest.merge(row.stream(), row.version(), Math::max);
            Journalled stored =
                    streams.getOrDefault(row.stream(), new TreeMap<>()).get(row.version());
            if (stored == null) {
                // It may have been appended after its journal was read.
                askJournal(row);
            } else {
                stored.found = true;
                if (!stored.digest.equals(row.digest())) {
                    different(row);
                }
            }
        });
        streams.forEach((stream, commits) -> commits.forEach((version, stored) -> {
            if (!stored.found) {
                missing(stream, version, stored.recordedAt, version < newest.getOrDefault(stream, 0L));
            }
        }));
    }

    private void missing(String stream, long version, Instant recordedAt, boolean overtaken) {
        if (!overtaken && !recordedAt.isBefore(missedBefore)) {
            pending++;
            return;
        }
        findings.add(Finding.ofCommit(
                Kind.MISSING_COMMIT,
                stream + "@" + version,
                "its journal has it since " + recordedAt + (overtaken ? ", and a later one is archived" : "")));
    }

    private void askJournal(Archived row) {
        Optional<StoredBytes> stored = journals.find(StreamId.parse(row.stream()), row.version());
        if (stored.isEmpty()) {
            findings.add(Finding.ofLine(
                    Kind.FOREIGN_COMMIT, row.object(), row.line(), row.offset(), row.commit(), "no journal has it"));
        } else if (!Digest.of(Compression.inflate(stored.get().bytes())).equals(row.digest())) {
            different(row);
        }
    }

    private void different(Archived row) {
        long offset = findings.keeps(Kind.DIFFERENT_COMMIT)
                ? differences.firstDifference(row.object(), row.line(), row.offset())
                : row.offset();
        findings.add(Finding.ofLine(
                Kind.DIFFERENT_COMMIT,
                row.object(),
                row.line(),
                offset,
                row.commit(),
                "the journal has another text from this byte on"));
    }

    /** Finds where in an archived line its commit stops being the journal's. */
    interface Differences {
        /** @return offset in the inflated content */
        long firstDifference(String object, long line, long lineOffset);
    }

    private static final class Journalled {
        private final Instant recordedAt;
        private final Digest digest;
        private boolean found;

        private Journalled(Instant recordedAt, Digest digest) {
            this.recordedAt = recordedAt;
            this.digest = digest;
        }

        private static Journalled read(DataInputStream in) throws IOException {
            return new Journalled(Instant.ofEpochMilli(in.readLong()), Digest.read(in));
        }
    }

    private record Archived(String stream, long version, String object, long line, long offset, Digest digest) {
        private static Archived read(DataInputStream in) throws IOException {
            return new Archived(
                    in.readUTF(), in.readLong(), in.readUTF(), in.readLong(), in.readLong(), Digest.read(in));
        }

        private String commit() {
            return stream + "@" + version;
        }
    }
}
