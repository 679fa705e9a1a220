package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The one stream, with its shards. Batches are taken whole, in part, or not at all. */
final class SimulatedStream {
    private final Environment environment;
    private final List<List<StreamRecord>> shards;
    private final Map<StreamId, Long> published = new HashMap<>();
    private final List<StoredCommit> late = new ArrayList<>();
    private long sequence = 1_000;

    SimulatedStream(Environment environment, int shards) {
        this.environment = environment;
        this.shards = IntStream.range(0, shards)
                .<List<StreamRecord>>mapToObj(shard -> new ArrayList<>())
                .toList();
    }

    /** As one process sees it. */
    CommitStream of(Node node) {
        return batch -> {
            CommitStream.checkOneOfEachStream(batch);
            return node.call("put " + batch.stream().map(StoredCommit::commit).toList(), () -> take(batch));
        };
    }

    int shards() {
        return shards.size();
    }

    /** What a shard holds from an index on, at most so much. */
    List<StreamRecord> read(int shard, int from, int limit) {
        List<StreamRecord> records = shards.get(shard);
        return List.copyOf(records.subList(from, (int) Math.min(records.size(), (long) from + limit)));
    }

    int length(int shard) {
        return shards.get(shard).size();
    }

    List<StreamRecord> everything() {
        return shards.stream().flatMap(List::stream).toList();
    }

    private List<Boolean> take(List<StoredCommit> batch) {
        List<Boolean> taken = new ArrayList<>();
        for (StoredCommit stored : batch) {
            if (environment.isPlanted(Plant.PUTS_OVERTAKE) && environment.chance(0.1)) {
                late.add(stored);
                taken.add(true);
                continue;
            }
            boolean refused = environment.chance(environment.weather().entryFails());
            if (!refused) {
                add(stored);
            }
            taken.add(!refused || environment.isPlanted(Plant.ALL_ENTRIES_COUNT_AS_TAKEN));
        }
        if (!late.isEmpty() && environment.chance(0.5)) {
            add(late.removeFirst());
        }
        return taken;
    }

    private void add(StoredCommit stored) {
        Commit commit = stored.commit();
        String key = commit.streamId().toString();
        long before = published.getOrDefault(commit.streamId(), 0L);
        environment.require(
                commit.firstVersion() <= before + 1,
                Invariant.I16,
                commit + " came on the stream when it had come to " + before);
        published.put(commit.streamId(), Math.max(before, commit.lastVersion()));
        shards.get(Math.floorMod(key.hashCode(), shards.size()))
                .add(new StreamRecord(
                        Long.toString(++sequence), key, stored.bytes().clone(), environment.now()));
    }
}
