package dev.orderflow.simulation;

import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One process reading one shard, as the client library would have it: from the checkpoint on, checkpointing what the
 * handler says is durable, until the lease goes to another or the process dies.
 */
final class Consumer {
    private static final int MOST_RECORDS = 12;
    private static final double CHECKPOINTS = 0.3;

    private final Service service;
    private final Leases.Lease lease;
    private final SimulatedStream stream;
    private final ShardHandler handler;
    private int next;
    private @Nullable String durable;
    private @Nullable String checkpointed;
    private boolean busy;

    Consumer(Service service, Leases.Lease lease, SimulatedStream stream) {
        this.service = service;
        this.lease = lease;
        this.stream = stream;
        this.handler = service.handlers().open("shard-" + lease.shard());
        boolean skips = service.node().environment.isPlanted(Plant.RESUMES_ONE_TOO_LATE);
        this.next = Math.min(
                lease.firstUnread(stream) + (skips && lease.checkpoint() != null ? 1 : 0),
                stream.length(lease.shard()));
    }

    boolean isDead() {
        return service.node().isDead();
    }

    boolean isBusy() {
        return busy;
    }

    boolean isAtEnd() {
        return next == stream.length(lease.shard());
    }

    /** Lets the handler have another batch, perhaps an empty one, on a thread of the process. */
    void step() {
        Node node = service.node();
        Environment environment = node.environment;
        busy = true;
        node.start("consumes shard " + lease.shard(), () -> {
            List<StreamRecord> batch = stream.read(lease.shard(), next, environment.random.nextInt(MOST_RECORDS + 1));
            String answer = handler.process(batch);
            node.checkAlive();
            next += batch.size();
            if (answer != null) {
                durable = answer;
            }
            if (environment.isPlanted(Plant.CHECKPOINT_BEFORE_EFFECT) && !batch.isEmpty()) {
                durable = stream.read(lease.shard(), Math.min(next + 2, stream.length(lease.shard()) - 1), 1)
                        .getFirst()
                        .sequenceNumber();
            }
            if (durable != null && !durable.equals(checkpointed) && environment.chance(CHECKPOINTS)) {
                checkpoint(durable);
            }
            busy = false;
        });
    }

    void abandon() {
        handler.abandon();
    }

    private void checkpoint(String reached) {
        try {
            service.node()
                    .run("checkpoint shard " + lease.shard() + " at " + reached, () -> lease.checkpoint(this, reached));
            checkpointed = reached;
        } catch (Outage e) {
            // Tried again with the next batch.
        }
    }
}
