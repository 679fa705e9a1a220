package dev.orderflow.eventstore.aws;

import dev.orderflow.eventstore.contract.SnapshotsContract;
import dev.orderflow.eventstore.snapshot.Snapshots;

class S3SnapshotsIT extends SnapshotsContract {
    private final Snapshots snapshots = LocalAws.all("contract").snapshots();

    @Override
    protected Snapshots snapshots() {
        return snapshots;
    }
}
