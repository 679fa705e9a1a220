package dev.orderflow.launcher.bench;

import dev.orderflow.eventstore.aws.AwsEngines;
import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.launcher.record.Engines;

/** The event store's own ports on the bench's engines, with tables apart from those of the services. */
final class StoreOfTheBench {
    static final String SERVICE = "bench";

    private StoreOfTheBench() {}

    static AwsEngines on(Engines engines) {
        return new AwsEngines(
                new AwsEngines.Names(SERVICE, "", Engines.STREAM, "orderflow-bench-snapshots"),
                new Provisioning(true, engines.dynamo(), engines.kinesis(), engines.s3()),
                engines.dynamo(),
                engines.kinesis(),
                engines.s3());
    }
}
