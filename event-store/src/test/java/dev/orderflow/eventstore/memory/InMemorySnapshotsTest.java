package dev.orderflow.eventstore.memory;

import dev.orderflow.eventstore.contract.SnapshotsContract;
import dev.orderflow.eventstore.snapshot.Snapshots;

class InMemorySnapshotsTest extends SnapshotsContract {
    private final Snapshots snapshots = new InMemorySnapshots();

    @Override
    protected Snapshots snapshots() {
        return snapshots;
    }
}
