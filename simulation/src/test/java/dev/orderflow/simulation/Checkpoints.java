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
            "store", Set.of());

    private final Environment environment;
    private final SimulatedStream stream;
    private final Map<String, Durable> durables = new HashMap<>();
    private final Map<String, Integer> checked = new HashMap<>();
    private final CommitCodec codec = CommitCodec.standard();

    Checkpoints(Environment environment, SimulatedStream stream, List<Durable> durables) {
        this.environment = environment;
        this.stream = stream;
        durables.forEach(durable -> this.durables.put(durable.service, durable));
    }

    void check(Leases.Lease lease, String reached) {
        String shard = lease.application() + "/" + lease.shard();
        List<StreamRecord> records = stream.read(lease.shard(), checked.getOrDefault(shard, 0), Integer.MAX_VALUE);
        int good = 0;
        for (StreamRecord record : records) {
            if (Long.parseLong(record.sequenceNumber()) > Long.parseLong(reached)) {
                break;
            }
            good++;
            Commit commit = codec.decode(record.data());
            if (FOLLOWED.getOrDefault(lease.application(), Set.of())
                    .contains(commit.streamId().category())) {
                Position position = durables.get(lease.application())
                        .positions
                        .find(List.of(commit.streamId()))
                        .getOrDefault(commit.streamId(), Position.START);
                environment.require(
                        position.seen() >= commit.lastVersion() || position.parked() != null,
                        Invariant.I12,
                        lease.application() + " checkpointed " + record + " and has seen " + position.seen() + " of "
                                + commit);
            }
        }
        checked.merge(shard, good, Integer::sum);
    }
}
