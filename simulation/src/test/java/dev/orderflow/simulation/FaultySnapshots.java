package dev.orderflow.simulation;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.snapshot.Snapshots;
import java.util.Optional;

/** A service's snapshots, reached over the network. */
final class FaultySnapshots implements Snapshots {
    private final Node node;
    private final Snapshots snapshots;

    FaultySnapshots(Node node, Snapshots snapshots) {
        this.node = node;
        this.snapshots = snapshots;
    }

    @Override
    public Optional<Snapshot> newest(StreamId stream, String schema) {
        Optional<Snapshot> newest = node.ask("newest snapshot of " + stream, () -> snapshots.newest(stream, schema));
        return node.environment.isPlanted(Plant.SNAPSHOT_OF_THE_WRONG_VERSION)
                ? newest.map(right -> new Snapshot(right.version() - 1, right.state()))
                : newest;
    }

    @Override
    public void save(StreamId stream, String schema, Snapshot snapshot) {
        node.run(
                "save a snapshot of " + stream + "@" + snapshot.version(),
                () -> snapshots.save(stream, schema, snapshot));
    }
}
