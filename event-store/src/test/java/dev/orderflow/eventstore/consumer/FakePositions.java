package dev.orderflow.eventstore.consumer;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Positions that note each call, and fail where a test says so. */
final class FakePositions implements Positions {
    final List<String> calls = new ArrayList<>();
    final List<Map<StreamId, Rise>> raised = new ArrayList<>();
    private final Positions memory;
    private final Deque<Failure> failures = new ArrayDeque<>();

    FakePositions() {
        this(new InMemoryPositions().of("tested"));
    }

    FakePositions(Positions memory) {
        this.memory = memory;
    }

    private record Failure(Predicate<String> call, RuntimeException what) {}

    /** The next call that starts so fails once. */
    synchronized void failOnce(String call) {
        failures.add(new Failure(made -> made.startsWith(call), new IllegalStateException("no answer to " + call)));
    }

    /** The next call that starts so takes the process down: with an Error that nothing catches. */
    synchronized void crashAt(String call) {
        failures.add(new Failure(made -> made.startsWith(call), new Crash()));
    }

    static final class Crash extends RuntimeException {}

    private synchronized void note(String call) {
        calls.add(call);
        for (Failure failure : failures) {
            if (failure.call().test(call)) {
                failures.remove(failure);
                if (failure.what() instanceof Crash) {
                    throw new InternalError("crash at " + call);
                }
                throw failure.what();
            }
        }
    }

    Position of(StreamId stream) {
        return memory.find(List.of(stream)).getOrDefault(stream, Position.START);
    }

    List<Long> queuedVersions(StreamId stream) {
        return memory.queued(stream, 1_000).stream().map(QueuedCommit::version).toList();
    }

    synchronized List<String> callsOf(String name) {
        return calls.stream().filter(call -> call.startsWith(name)).toList();
    }

    @Override
    public Map<StreamId, Position> find(Collection<StreamId> streams) {
        note("find " + streams);
        return memory.find(streams);
    }

    @Override
    public void advance(Map<StreamId, Rise> seen) {
        note("advance " + seen);
        raised.add(Map.copyOf(seen));
        memory.advance(seen);
    }

    @Override
    public void park(StreamId stream, Parking parking) {
        note("park " + stream);
        memory.park(stream, parking);
    }

    @Override
    public void enqueue(StreamId stream, QueuedCommit commit) {
        note("enqueue " + stream + "@" + commit.version());
        memory.enqueue(stream, commit);
    }

    @Override
    public List<QueuedCommit> queued(StreamId stream, int limit) {
        note("queued " + stream);
        return memory.queued(stream, limit);
    }

    @Override
    public void dequeue(StreamId stream, QueuedCommit commit) {
        note("dequeue " + stream + "@" + commit.version());
        memory.dequeue(stream, commit);
    }

    @Override
    public void unpark(StreamId stream) {
        note("unpark " + stream);
        memory.unpark(stream);
    }
}
