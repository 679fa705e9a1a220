package dev.orderflow.eventstore.publication;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.TestClock;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.Duration;
import java.util.List;

/** One run of a writer: what {@code Decisions} does around a decision, step by step, so that it can crash in between. */
final class Writer {
    private final Journal journal;
    private final TestClock clock;
    final Publication publication;
    final Publisher publisher;

    Writer(String slot, Journal journal, PublicationLog log, CommitStream stream, TestClock clock) {
        this.journal = journal;
        this.clock = clock;
        this.publication = new Publication(slot, log, journal, clock);
        this.publisher = new Publisher(publication, stream, clock, clock::advance);
    }

    /** Appends the next commit of a stream and is told so. */
    StoredCommit append(StreamId stream) {
        try (Publication.Ticket ticket = publication.open(stream)) {
            StoredCommit stored = put(stream, ticket);
            ticket.appended();
            return stored;
        }
    }

    /** Appends, and the process ends before anybody in it hears of it. */
    StoredCommit appendAndCrash(StreamId stream) {
        return put(stream, publication.open(stream));
    }

    /** Appends with the help for earlier ones that a decision gives before. */
    StoredCommit decideAndAppend(StreamId stream) {
        publication.helpForward(journal.load(stream));
        return append(stream);
    }

    /** A request that fails without telling whether it was done. */
    void appendInDoubt(StreamId stream, boolean done) {
        try (Publication.Ticket ticket = publication.open(stream)) {
            StoredCommit stored = commit(stream, ticket);
            ticket.appending(stored);
            if (done) {
                journal.append(stored);
            }
        }
    }

    /** A request that is sent long after its stamp, and fails without telling whether it will be done. */
    StoredCommit pauseAndAppendInDoubt(StreamId stream, Duration pause) {
        try (Publication.Ticket ticket = publication.open(stream)) {
            clock.advance(pause);
            StoredCommit stored = commit(stream, ticket);
            ticket.appending(stored);
            return stored;
        }
    }

    /** Rounds of publication until nothing waits any more; a second passes with each. */
    void publishAll() {
        for (int round = 0; round < 200 && (round == 0 || publication.waiting() > 0); round++) {
            clock.advance(Duration.ofSeconds(1));
            publisher.step();
        }
    }

    /** So much later, with a round of publication each second. */
    void run(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            publisher.step();
        }
    }

    private StoredCommit put(StreamId stream, Publication.Ticket ticket) {
        StoredCommit stored = commit(stream, ticket);
        ticket.appending(stored);
        journal.append(stored);
        return stored;
    }

    private StoredCommit commit(StreamId stream, Publication.Ticket ticket) {
        List<StoredCommit> history = journal.load(stream);
        long version = history.isEmpty() ? 0 : history.getLast().commit().lastVersion();
        return TestCommits.stored(new Commit(
                stream,
                version + 1,
                List.of(new OrderEvent.OrderStockReserved(stream.key()), new OrderEvent.OrderPaid(stream.key(), "p")),
                new CommitMetadata(ticket.commitId(), ticket.recordedAt(), publication.slot(), "r", "r", null)));
    }
}
