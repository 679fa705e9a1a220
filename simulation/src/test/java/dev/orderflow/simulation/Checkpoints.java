package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.consumer.Positions.Position;
import dev.orderflow.eventstore.consumer.StreamRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks each checkpoint against what is durable at that moment. */
final class Checkpoints {
    /** Who follows what: the categories that a service's subscribers want. */
    private static final Map<String, Set<String>> FOLLOWED = Map.of(
            "orders", Set.of("product", "order", "warehouse", "payment"),
            "inventory", Set.of("product", "order", "warehouse"),
            "payments", Set.of("order", "payment"),
            "notifications", Set.of("order", "payment", "notification"),
            "store", Set.of());

    private final Environment environment;
    private final Map<String, Durable> durables = new HashMap<>();
    private final Map<Leases.Lease, Integer> checked = new HashMap<>();
    private final CommitCodec codec = CommitCodec.standard();

    Checkpoints(Environment environment, List<Durable> durables) {
        this.environment = environment;
        durables.forEach(durable -> this.durables.put(durable.service, durable));
    }

    void check(Leases.Lease lease, String reached) {
        int from = checked.getOrDefault(lease, 0);
        int to = lease.shard().firstAfter(reached);
        for (StreamRecord record : lease.shard().read(from, Math.max(0, to - from))) {
            Commit commit = codec.decode(record.data());
            if (FOLLOWED.get(lease.application()).contains(commit.streamId().category())) {
                Position position = durables.get(lease.application())
                        .positions
                        .find(List.of(commit.streamId()))
                        .getOrDefault(commit.streamId(), Position.START);
                environment.require(
                        position.seen() >= commit.lastVersion() || position.parked() != null,
                        Invariant.I12,
                        lease + " was checkpointed at " + record + " and has seen " + position.seen() + " of "
                                + commit);
            }
        }
        checked.merge(lease, to, Math::max);
    }
}
