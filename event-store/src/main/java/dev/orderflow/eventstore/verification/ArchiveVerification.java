package dev.orderflow.eventstore.verification;

import dev.orderflow.eventstore.archive.ArchiveBrokenException;
import dev.orderflow.eventstore.archive.ArchiveLedger;
import dev.orderflow.eventstore.archive.ArchiveLedger.OfShard;
import dev.orderflow.eventstore.archive.ArchiveObject;
import dev.orderflow.eventstore.archive.ArchiveObjects;
import dev.orderflow.eventstore.archive.ArchiveObjects.Stored;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.verification.Finding.Kind;
import dev.orderflow.eventstore.verification.VerificationProgress.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Proves the archive: each object is what was written, none is missing or too many, and all of them together hold the very
 * commits that the journals hold and the records that the stream still has.
 *
 * <p>It reads the journals first, the stream next and the archive last, so that what is appended meanwhile is not taken for
 * missing. Everything is read once, in memory of a fixed size; a list of the commits lies on disk.
 */
public final class ArchiveVerification {
    /** How often progress is told while records are read. */
    private static final int TELL_EVERY = 1_000;

    private final ArchiveObjects archive;
    private final ArchiveLedger ledger;
    private final JournalContents journals;
    private final StreamContents stream;
    private final Path scratchFolder;
    private final Duration grace;
    private final InstantSource clock;
    private final InstantSource streamClock;

    /**
     * @param scratchFolder takes some 200 bytes a commit while a verification runs
     * @param grace a commit that is younger may still be on its way through the stream into the archive
     * @param clock that commits are stamped by
     * @param streamClock that the stream stamps arrivals by; not the same where a suite's clock was moved
     */
    public ArchiveVerification(
            ArchiveObjects archive,
            ArchiveLedger ledger,
            JournalContents journals,
            StreamContents stream,
            Path scratchFolder,
            Duration grace,
            InstantSource clock,
            InstantSource streamClock) {
        this.archive = archive;
        this.ledger = ledger;
        this.journals = journals;
        this.stream = stream;
        this.scratchFolder = scratchFolder;
        this.grace = grace;
        this.clock = clock;
        this.streamClock = streamClock;
    }

    /**
     * @param id names this verification; two with the same one must not run at once on one machine
     * @param compareStream also read what the stream still has, at the consumers' expense
     */
    public Proof run(String id, boolean compareStream, VerificationProgress progress) {
        Instant streamNow = streamClock.instant();
        List<OfShard> heads = ledger.all();
        long archivedRecords = heads.stream().mapToLong(OfShard::records).sum();
        long archivedObjects = heads.stream().mapToLong(OfShard::objects).sum();
        Findings findings = new Findings();
        try (Scratch scratch = Scratch.in(scratchFolder.resolve(id));
                CommitComparison commits = new CommitComparison(
                        scratch,
                        journals,
                        findings,
                        new LineDifferences(archive, journals),
                        clock.instant().minus(grace),
                        archivedRecords);
                StreamComparison records = new StreamComparison(scratch, findings, streamNow.minus(grace))) {
            journals.read(stored -> {
                commits.journalled(stored);
                tell(progress, Phase.READING_JOURNALS, commits.journalCommits(), archivedRecords);
            });
            progress.at(Phase.READING_JOURNALS, commits.journalCommits(), commits.journalCommits());
            commits.begin();
            if (compareStream) {
                stream.read(streamNow, (shardId, record) -> {
                    records.streamed(shardId, record);
                    tell(progress, Phase.READING_STREAM, records.records(), archivedRecords);
                });
                progress.at(Phase.READING_STREAM, records.records(), records.records());
            }
            records.begin();
            // Read again: what was archived while the journals were read has a head as well.
            List<OfShard> provable = ledger.all();
            Walk walk = new Walk(findings, provable, commits, records, progress, archivedObjects);
            walk.all();
            records.finish();
            commits.finish(progress);
            return new Proof(
                    commits.journalCommits(),
                    walk.objects,
                    walk.lines,
                    records.records(),
                    commits.pending(),
                    findings.counts(),
                    findings.kept(),
                    provable.stream()
                            .map(head -> new Proof.Head(
                                    head.shardId(), head.lastObject(), head.lastLink(), head.lastSequence()))
                            .toList());
        }
    }

    private static void tell(VerificationProgress progress, Phase phase, long done, long total) {
        if (done % TELL_EVERY == 0) {
            progress.at(phase, done, Math.max(done, total));
        }
    }

    /** Through all objects, in the order of each shard. */
    private final class Walk {
        private final Findings findings;
        private final ChainWalk chain;
        private final ObjectCheck check;
        private final VerificationProgress progress;
        private final long total;
        private long objects;
        private long lines;

        private Walk(
                Findings findings,
                List<OfShard> heads,
                CommitComparison commits,
                StreamComparison records,
                VerificationProgress progress,
                long total) {
            this.findings = findings;
            this.chain = new ChainWalk(heads, findings);
            this.check =
                    new ObjectCheck(findings, (ArchiveObject object, long line, long offset, ArchivedRecord record) -> {
                        commits.archived(object, line, offset, record);
                        records.archived(object, line, offset, record);
                    });
            this.progress = progress;
            this.total = total;
        }

        private void all() {
            KeysInOrder keys = new KeysInOrder(
                    this::object,
                    stranger -> findings.add(
                            Finding.ofObject(Kind.FOREIGN_OBJECT, stranger, "no archiver names an object so")));
            archive.keys(keys::accept);
            keys.finish();
            chain.finish();
        }

        private void object(String key) {
            objects++;
            progress.at(Phase.READING_ARCHIVE, objects, Math.max(objects, total));
            Stored stored;
            try {
                stored = archive.fetch(key);
            } catch (ArchiveBrokenException e) {
                findings.add(Finding.ofObject(Kind.ALTERED_OBJECT, key, String.valueOf(e.getMessage())));
                chain.unreadable(key);
                return;
            }
            chain.accept(stored.object());
            lines += check.check(stored);
        }
    }
}
