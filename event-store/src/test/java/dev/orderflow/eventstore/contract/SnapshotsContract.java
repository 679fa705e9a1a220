package dev.orderflow.eventstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.snapshot.Snapshots.Snapshot;
import dev.orderflow.eventstore.testing.TestCommits;
import org.junit.jupiter.api.Test;

/** What every store of snapshots promises. */
public abstract class SnapshotsContract {
    private final StreamId stream = TestCommits.newStream();

    protected abstract Snapshots snapshots();

    @Test
    void a_stream_without_snapshot_has_none() {
        assertThat(snapshots().newest(stream, "stock.v1")).isEmpty();
    }

    @Test
    void the_newest_is_found_also_when_an_older_one_is_saved_later() {
        Snapshot newest = new Snapshot(100, new byte[] {1, 0, (byte) 0xff});
        snapshots().save(stream, "stock.v1", new Snapshot(9, new byte[] {9}));
        snapshots().save(stream, "stock.v1", newest);
        snapshots().save(stream, "stock.v1", new Snapshot(99, new byte[] {99}));

        assertThat(snapshots().newest(stream, "stock.v1")).contains(newest);
    }

    @Test
    void another_schema_and_another_stream_have_their_own() {
        snapshots().save(stream, "stock.v1", new Snapshot(9, new byte[] {9}));

        assertThat(snapshots().newest(stream, "stock.v2")).isEmpty();
        assertThat(snapshots().newest(new StreamId(stream.category(), stream.key() + "0"), "stock.v1"))
                .isEmpty();
    }

    @Test
    void a_state_of_megabytes_is_kept_whole() {
        byte[] state = new byte[3 * 1024 * 1024];
        state[state.length - 1] = 1;
        snapshots().save(stream, "stock.v1", new Snapshot(1, state));

        assertThat(snapshots().newest(stream, "stock.v1")).contains(new Snapshot(1, state));
    }
}
