package dev.orderflow.eventstore.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A context that is paused and resumed stops and starts its publisher. */
class PublisherRestartTest {
    @Test
    void publishes_again_after_it_was_closed_and_started_anew() {
        InMemoryJournal journal = new InMemoryJournal();
        InMemoryCommitStream stream = new InMemoryCommitStream(InstantSource.system());
        Publication publication = new Publication("orders-0", journal, journal, InstantSource.system());
        Publisher publisher = new Publisher(publication, stream, InstantSource.system());
        publisher.start();
        publisher.close();
        append(publication, journal);

        publisher.start();

        Await.until(() -> stream.commits().size() == 1);
        publisher.close();
        assertThat(publication.waiting()).isZero();
    }

    private static void append(Publication publication, InMemoryJournal journal) {
        StreamId id = TestCommits.newStream();
        StoredCommit commit = TestCommits.ofANewWriter().commit(id, 1);
        try (Publication.Ticket ticket = publication.open(id)) {
            ticket.appending(commit);
            journal.append(commit);
            ticket.appended();
        }
    }
}
