package dev.orderflow.eventstore.publication;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.PublicationLog.Watermark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds in the journal's index what crashes left behind, and queues it in an order that reorders no stream. */
final class LeftBehind {
    private static final Logger log = LoggerFactory.getLogger(LeftBehind.class);

    private final Publication publication;
    private final PublicationLog publicationLog;
    private final Journal journal;
    private final Instant startedAt;
    private final Instant startedBefore;
    private final Map<String, Adoption> adoptions = new HashMap<>();
    private boolean earlierRunRead;

    /**
     * @param startedAt the first instant that this run stamps
     * @param startedBefore what an earlier run of the slot recorded, it recorded before this
     */
    LeftBehind(
            Publication publication,
            PublicationLog publicationLog,
            Journal journal,
            Instant startedAt,
            Instant startedBefore) {
        this.publication = publication;
        this.publicationLog = publicationLog;
        this.journal = journal;
        this.startedAt = startedAt;
        this.startedBefore = startedBefore;
    }

    /**
     * Once from the mark on; then only what the index mostly shows late; at the end all from the mark on once more. For a
     * writer may have paused between stamping a commit and sending it: what the index shows last can be stamped long ago.
     */
    void ofEarlierRun(String slot, Instant mark, Duration settled, boolean atTheEnd, Runnable makeRoom) {
        Instant lately = startedAt.minus(settled);
        Instant from = earlierRunRead && !atTheEnd && lately.isAfter(mark) ? lately : mark;
        int queued = queue(slot, from, startedBefore, makeRoom).queued();
        earlierRunRead = true;
        if (queued > 0) {
            log.info("Publishing {} commits of {} that an earlier run may have left behind", queued, slot);
        }
    }

    /**
     * Each silence is dealt with again until the index cannot lag any more, and then no longer: what it left has been
     * queued.
     */
    void ofSilentWriters(Instant now, Duration silence, Duration settled, Runnable makeRoom) {
        for (Watermark mark : publicationLog.all()) {
            if (mark.slot().equals(publication.slot()) || !mark.savedAt().isBefore(now.minus(silence))) {
                continue;
            }
            Adoption adoption = adoptions.get(mark.slot());
            if (adoption == null || !adoption.savedAt().equals(mark.savedAt())) {
                adoption = new Adoption(mark.savedAt(), now);
                adoptions.put(mark.slot(), adoption);
            }
            if (adoption.since().isBefore(now.minus(settled))) {
                continue;
            }
            int queued = queue(mark.slot(), mark.publishedBefore(), Instant.MAX, makeRoom)
                    .queued();
            if (queued > 0) {
                log.info("Publishing {} commits that the silent writer {} left behind", queued, mark.slot());
            }
        }
    }

    /** @return how many commits the service's writers recorded before an instant */
    int ofEverybody(Instant before, Runnable makeRoom) {
        int found = 0;
        for (Watermark mark : publicationLog.all()) {
            found += queue(mark.slot(), Instant.EPOCH, before, makeRoom).found();
        }
        return found;
    }

    private Counts queue(String writer, Instant from, Instant before, Runnable makeRoom) {
        int[] counts = new int[2];
        publicationLog.appended(writer, from, before, stored -> {
            makeRoom.run();
            counts[0]++;
            counts[1] += queueAfterEarlierOnes(stored);
        });
        return new Counts(counts[0], counts[1]);
    }

    /**
     * Another writer that crashed as well may have left the commit before this one, and the index may show a later one
     * first: what precedes a found commit and is not known to be published goes before it.
     */
    private int queueAfterEarlierOnes(StoredCommit found) {
        StreamId stream = found.commit().streamId();
        long version = found.commit().firstVersion();
        List<StoredCommit> newestFirst = new ArrayList<>(List.of(found));
        if (!publication.knowsBefore(stream, version)) {
            journal.readBackwards(stream, version - 1, earlier -> {
                boolean published = publication.isKnownPublished(earlier);
                if (!published) {
                    newestFirst.add(earlier);
                }
                return !published;
            });
        }
        return publication.offerInOrder(newestFirst.reversed());
    }

    /** Since when this process has dealt with what a writer left behind that fell silent at an instant. */
    private record Adoption(Instant savedAt, Instant since) {}

    private record Counts(int found, int queued) {}
}
