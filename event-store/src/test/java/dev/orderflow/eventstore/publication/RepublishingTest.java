package dev.orderflow.eventstore.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepublishingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-05T10:00:00Z"));

    private final InMemoryJournal journal = new InMemoryJournal();
    private final List<String> stream = Collections.synchronizedList(new ArrayList<>());
    private final CommitStream recording = batch -> {
        batch.forEach(stored -> stream.add(stored.commit().toString()));
        return batch.stream().map(each -> true).toList();
    };

    @Test
    void everything_is_published_again_in_order_where_the_stream_was_lost() {
        Publication publication = new Publication("orders-0", journal, journal, CLOCK);
        Publisher publisher = new Publisher(publication, recording, CLOCK);
        publication.saveWatermark();
        append(publication, "order-a", 1);
        append(publication, "order-b", 1);
        append(publication, "order-a", 2);
        publishAll(publication, publisher);
        assertThat(stream).containsExactlyInAnyOrder("order-a@1", "order-b@1", "order-a@2");

        stream.clear();
        publisher.start();
        assertThat(publication.republishEverything()).isEqualTo(3);
        publisher.close();

        assertThat(stream).containsExactlyInAnyOrder("order-a@1", "order-b@1", "order-a@2");
        assertThat(stream).containsSubsequence("order-a@1", "order-a@2");
    }

    private void append(Publication publication, String id, long version) {
        StreamId streamId = StreamId.parse(id);
        try (Publication.Ticket ticket = publication.open(streamId)) {
            CommitMetadata metadata = new CommitMetadata(
                    ticket.commitId(), ticket.recordedAt(), publication.slot(), "request", "request", null);
            Commit commit = new Commit(streamId, version, List.of(new OrderCompleted(id)), metadata);
            StoredCommit stored =
                    new StoredCommit(commit, CommitCodec.standard().encode(commit));
            ticket.appending(stored);
            journal.append(stored);
            ticket.appended();
        }
    }

    private static void publishAll(Publication publication, Publisher publisher) {
        for (int step = 0; publication.waiting() > 0 && step < 100; step++) {
            publisher.step();
        }
        assertThat(publication.waiting()).isZero();
    }
}
