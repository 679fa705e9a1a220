package dev.orderflow.eventstore.contract;

import static dev.orderflow.eventstore.archive.StreamHistories.Kept.CONFLICT;
import static dev.orderflow.eventstore.archive.StreamHistories.Kept.FIRST;
import static dev.orderflow.eventstore.archive.StreamHistories.Kept.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.archive.ArchiveFixtures;
import dev.orderflow.eventstore.archive.ArchivedRecord;
import dev.orderflow.eventstore.archive.StreamHistories;
import dev.orderflow.eventstore.archive.StreamHistories.KeptCommit;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.testing.TestCommits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every keeper of histories promises. */
public abstract class StreamHistoriesContract {
    private final StreamId stream = TestCommits.newStream();
    private final TestCommits commits = TestCommits.ofANewWriter();

    protected abstract StreamHistories histories();

    @Test
    void tells_what_came_first_and_what_came_again() {
        StoredCommit commit = commits.commit(stream, 1);
        ArchivedRecord first = ArchiveFixtures.record("shard-0", 100, commit);
        ArchivedRecord again = ArchiveFixtures.record("shard-0", 101, commit);

        assertThat(histories().keep(List.of(first))).containsExactly(FIRST);
        assertThat(histories().keep(List.of(again, first))).containsExactly(REPEATED, FIRST);
    }

    @Test
    void of_the_same_version_twice_in_one_batch_the_earlier_one_came_first() {
        StoredCommit mine = commits.commit(stream, 1);
        StoredCommit other = commits.commit(stream, 1);
        ArchivedRecord first = ArchiveFixtures.record("shard-0", 100, mine);
        ArchivedRecord again = ArchiveFixtures.record("shard-0", 101, mine);
        ArchivedRecord different = ArchiveFixtures.record("shard-0", 102, other);

        assertThat(histories().keep(List.of(first, again, different))).containsExactly(FIRST, REPEATED, CONFLICT);
        assertThat(histories().keep(List.of(different, again, first))).containsExactly(CONFLICT, REPEATED, FIRST);
    }

    @Test
    void an_object_that_was_half_kept_is_kept_whole_when_it_comes_again() {
        List<ArchivedRecord> records = ArchiveFixtures.records("shard-0", 100, 260);
        histories().keep(records.subList(30, 200));

        assertThat(histories().keep(records)).hasSize(260).containsOnly(FIRST);
        for (ArchivedRecord record : List.of(records.getFirst(), records.get(100), records.getLast())) {
            StreamId kept = StreamId.parse(record.record().partitionKey());
            assertThat(histories().read(kept, 1, 10).getFirst().bytes())
                    .isEqualTo(record.record().data());
        }
    }

    @Test
    void another_commit_under_the_same_version_is_a_conflict_and_changes_nothing() {
        StoredCommit mine = commits.commit(stream, 1);
        StoredCommit other = commits.commit(stream, 1);
        histories().keep(List.of(ArchiveFixtures.record("shard-0", 100, mine)));

        assertThat(histories().keep(List.of(ArchiveFixtures.record("shard-0", 101, other))))
                .containsExactly(CONFLICT);
        assertThat(histories().read(stream, 1, 10).getFirst().bytes()).isEqualTo(mine.bytes());
    }

    @Test
    void reads_a_stream_by_version_in_pages() {
        List<ArchivedRecord> records = new ArrayList<>();
        for (int version = 12; version >= 1; version--) {
            records.add(ArchiveFixtures.record("shard-0", 200 - version, commits.commit(stream, version)));
        }
        histories().keep(records);

        assertThat(versions(histories().read(stream, 1, 5))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(versions(histories().read(stream, 6, 100))).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(histories().read(stream, 13, 100)).isEmpty();
        assertThat(histories().read(TestCommits.newStream(), 1, 100)).isEmpty();
    }

    private static List<Long> versions(List<KeptCommit> read) {
        return read.stream().map(KeptCommit::firstVersion).toList();
    }
}
