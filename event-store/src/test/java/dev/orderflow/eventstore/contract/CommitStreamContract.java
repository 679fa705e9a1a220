package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orderflow.events.StreamId;
import dev.orderflow.events.testing.ExampleEvents;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every commit stream promises to the one who puts. */
public abstract class CommitStreamContract {
    private final TestCommits commits = TestCommits.ofANewWriter();
    private final StreamId stream = TestCommits.newStream();

    protected abstract CommitStream commitStream();

    /** Every record that can be read from the stream now, those of one stream id in their order. */
    protected abstract List<StreamRecord> records();

    @Test
    void what_was_taken_can_be_read_with_the_very_bytes_under_its_stream_id() {
        List<StoredCommit> batch = IntStream.range(0, 20)
                .mapToObj(i -> commits.commit(TestCommits.newStream(), 1))
                .toList();

        assertThat(commitStream().put(batch)).hasSize(20).containsOnly(true);

        for (StoredCommit stored : batch) {
            Await.until(() -> !of(stored.commit().streamId()).isEmpty());
            assertThat(of(stored.commit().streamId()))
                    .singleElement()
                    .satisfies(record -> assertThat(record.data()).isEqualTo(stored.bytes()));
        }
    }

    @Test
    void puts_of_one_stream_are_read_in_their_order() {
        List<StoredCommit> history = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> commits.commit(stream, i))
                .toList();
        history.forEach(commit -> commitStream().put(List.of(commit)));

        Await.until(() -> of(stream).size() == 12);
        assertThat(of(stream))
                .extracting(StreamRecord::data)
                .containsExactlyElementsOf(
                        history.stream().map(StoredCommit::bytes).toList());
    }

    @Test
    void the_largest_order_travels_as_one_record() {
        StoredCommit large = commits.commit(stream, 1, ExampleEvents.NOON, ExampleEvents.placed(stream.key(), 1_500));

        assertThat(commitStream().put(List.of(large))).containsExactly(true);

        Await.until(() -> of(stream).size() == 1);
        assertThat(of(stream).getFirst().data()).isEqualTo(large.bytes());
    }

    @Test
    void two_commits_of_one_stream_in_a_batch_are_a_mistake() {
        List<StoredCommit> batch = List.of(commits.commit(stream, 1), commits.commit(stream, 2));

        assertThatIllegalArgumentException().isThrownBy(() -> commitStream().put(batch));
        assertThat(of(stream)).isEmpty();
    }

    @Test
    void an_empty_batch_is_nothing() {
        assertThat(commitStream().put(List.of())).isEmpty();
    }

    private List<StreamRecord> of(StreamId wanted) {
        return records().stream()
                .filter(record -> record.partitionKey().equals(wanted.toString()))
                .toList();
    }
}
