package dev.orderflow.eventstore.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.contract.CommitStreamContract;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.testing.TestCommits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryCommitStreamTest extends CommitStreamContract {
    private final InMemoryCommitStream stream = new InMemoryCommitStream(InstantSource.system());

    @Override
    protected CommitStream commitStream() {
        return stream;
    }

    @Override
    protected List<StreamRecord> records() {
        return stream.records();
    }

    @Test
    void a_late_listener_hears_everything_and_one_that_puts_in_turn_disturbs_no_order() {
        StoredCommit[] commits = new StoredCommit[3];
        for (int i = 0; i < 3; i++) {
            commits[i] = TestCommits.ofANewWriter().commit(TestCommits.newStream(), 1);
        }
        stream.put(List.of(commits[0]));
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        stream.listen(record -> {
            first.add(record.sequenceNumber());
            if (record.sequenceNumber().equals("2")) {
                stream.put(List.of(commits[2]));
            }
        });
        stream.listen(record -> second.add(record.sequenceNumber()));

        stream.put(List.of(commits[1]));

        assertThat(first).containsExactly("1", "2", "3");
        assertThat(second).containsExactly("1", "2", "3");
    }

    @Test
    void a_failing_listener_is_reported_and_does_not_undo_the_put() {
        stream.listen(record -> {
            throw new IllegalStateException("broken");
        });

        assertThat(stream.put(List.of(TestCommits.ofANewWriter().commit(TestCommits.newStream(), 1))))
                .containsExactly(true);
        assertThat(stream.failures())
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessage("broken"));
    }
}
