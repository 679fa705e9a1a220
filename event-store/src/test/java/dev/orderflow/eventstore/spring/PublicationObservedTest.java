package dev.orderflow.eventstore.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.Publisher;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestClock;
import dev.orderflow.eventstore.testing.TestCommits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class PublicationObservedTest {
    private final TestClock clock = new TestClock();
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Publication publication = new Publication("orders-0", journal, journal, clock);
    private final Publisher publisher = new Publisher(publication, new InMemoryCommitStream(clock), clock);
    private final PublicationHealthIndicator health = new PublicationHealthIndicator(publication, publisher, clock);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void a_commit_that_waits_too_long_is_seen_and_one_that_left_is_counted() {
        new PublicationMetrics(publication, publisher, clock).bindTo(registry);
        assertThat(health.health().getStatus()).as("the thread is not there").isEqualTo(Status.DOWN);
        append();
        clock.advance(Duration.ofSeconds(31));
        assertThat(gauge("orderflow.publication.waiting")).isEqualTo(1);
        assertThat(gauge("orderflow.publication.oldest")).isBetween(30.9, 31.0);
        assertThat(health.health().getDetails()).containsEntry("oldestWaitsMillis", 30_999L);

        publisher.start();
        Await.until(() -> health.health().getStatus().equals(Status.UP));
        assertThat(gauge("orderflow.publication.waiting")).isZero();
        assertThat(gauge("orderflow.publication.oldest")).isZero();
        // Counted a moment after it left.
        Await.until(() -> registry.get("orderflow.publication.published")
                        .functionCounter()
                        .count()
                == 1);
        assertThat(registry.get("orderflow.publication.refused")
                        .functionCounter()
                        .count())
                .isZero();
        publisher.close();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private void append() {
        StreamId stream = TestCommits.newStream();
        try (Publication.Ticket ticket = publication.open(stream)) {
            StoredCommit commit = TestCommits.stored(new Commit(
                    stream,
                    1,
                    TestCommits.ofANewWriter().commit(stream, 1).commit().events(),
                    new CommitMetadata(ticket.commitId(), ticket.recordedAt(), publication.slot(), "r", "r", null)));
            ticket.appending(commit);
            journal.append(commit);
            ticket.appended();
        }
    }
}
