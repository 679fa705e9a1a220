package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.publication.CommitStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one stream. Batches are taken whole, in part, or not at all; a record may be taken twice, since its sender's client
 * repeats what it hears nothing of; shards are split and merged while records come.
 */
final class SimulatedStream {
    private final Environment environment;
    private final List<Shard> shards = new ArrayList<>();
    private final List<Shard> open = new ArrayList<>();
    private final Map<StreamId, Long> published = new HashMap<>();
    private final Map<Node, Map<StreamId, Long>> told = new HashMap<>();
    private final List<StoredCommit> late = new ArrayList<>();
    private final List<StoredCommit> again = new ArrayList<>();
    private long sequence = 1_000;

    SimulatedStream(Environment environment, int shards) {
        this.environment = environment;
        int width = Shard.KEYS / shards;
        for (int i = 0; i < shards; i++) {
            add(i * width, (i + 1) * width - 1, List.of());
        }
    }

    /** As one process sees it. */
    CommitStream of(Node node) {
        return batch -> {
            CommitStream.checkOneOfEachStream(batch);
            batch.forEach(stored -> checkNotTold(node, stored.commit()));
            List<Boolean> taken =
                    node.call("put " + batch.stream().map(StoredCommit::commit).toList(), () -> take(batch));
            noteTold(node, batch, taken);
            if (environment.isPlanted(Plant.RETRIES_WHOLE_PUT_RECORDS) && taken.contains(false)) {
                taken.replaceAll(one -> false);
            }
            return taken;
        };
    }

    /** In the order in which they were opened: parents before their children. */
    List<Shard> shards() {
        return shards;
    }

    boolean isOpen(Shard shard) {
        return open.contains(shard);
    }

    /** In the order in which they came. */
    List<StreamRecord> everything() {
        return shards.stream()
                .flatMap(shard -> shard.records().stream())
                .sorted(Comparator.comparingLong(record -> Long.parseLong(record.sequenceNumber())))
                .toList();
    }

    /** Splits a shard or merges two neighbours, as an operator would while the suite runs. */
    void reshard() {
        int chosen = environment.random.nextInt(open.size());
        Shard first = open.get(chosen);
        if (open.size() > 1 && environment.random.nextBoolean()) {
            Shard neighbour = open.stream()
                    .filter(other -> other.low() == first.high() + 1 || other.high() == first.low() - 1)
                    .findFirst()
                    .orElseThrow();
            open.removeAll(List.of(first, neighbour));
            environment.trace("MERGES " + first + " and " + neighbour);
            add(
                    Math.min(first.low(), neighbour.low()),
                    Math.max(first.high(), neighbour.high()),
                    List.of(first, neighbour));
        } else {
            open.remove(first);
            environment.trace("SPLITS " + first);
            int middle = (first.low() + first.high()) / 2;
            add(first.low(), middle, List.of(first));
            add(middle + 1, first.high(), List.of(first));
        }
    }

    /** Something that was sent a second time arrives, long after the first. */
    void somethingComesAgain() {
        if (!again.isEmpty()) {
            add(again.remove(environment.random.nextInt(again.size())));
        }
    }

    private void add(int low, int high, List<Shard> parents) {
        Shard shard = new Shard(shards.size(), low, high, parents);
        shards.add(shard);
        open.add(shard);
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
                if (environment.chance(environment.weather().recordDoubles())) {
                    again.add(stored);
                }
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
        Shard shard = open.stream().filter(one -> one.takes(key)).findFirst().orElseThrow();
        shard.records()
                .add(new StreamRecord(
                        Long.toString(++sequence), key, stored.bytes().clone(), environment.now()));
    }

    /** A process remembers a stretch of a stream, so it knows at least the last that it was told of. */
    private void checkNotTold(Node node, Commit commit) {
        Long last = told.getOrDefault(node, Map.of()).get(commit.streamId());
        environment.require(
                last == null || last != commit.firstVersion(),
                Invariant.I18,
                node.name + " puts " + commit + " again, of which it was told that it is taken");
    }

    private void noteTold(Node node, List<StoredCommit> batch, List<Boolean> taken) {
        for (int i = 0; i < batch.size(); i++) {
            if (taken.get(i)) {
                Commit commit = batch.get(i).commit();
                told.computeIfAbsent(node, first -> new HashMap<>()).put(commit.streamId(), commit.firstVersion());
            }
        }
    }
}
