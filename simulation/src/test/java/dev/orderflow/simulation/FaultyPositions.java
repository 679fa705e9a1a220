package dev.orderflow.simulation;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Positions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An application's positions, reached over the network. */
final class FaultyPositions implements Positions {
    private final Node node;
    private final Positions positions;

    FaultyPositions(Node node, Positions positions) {
        this.node = node;
        this.positions = positions;
    }

    @Override
    public Map<StreamId, Position> find(Collection<StreamId> streams) {
        return node.ask("find positions", () -> positions.find(streams));
    }

    @Override
    public void advance(Map<StreamId, Rise> seen) {
        node.run("advance to " + new TreeMap<>(seen), () -> positions.advance(seen));
    }

    @Override
    public void park(StreamId stream, Parking parking) {
        node.run("park " + stream + " " + parking.kind(), () -> positions.park(stream, parking));
    }

    @Override
    public void enqueue(StreamId stream, QueuedCommit commit) {
        node.run("queue " + stream + "@" + commit.version(), () -> positions.enqueue(stream, commit));
    }

    @Override
    public List<QueuedCommit> queued(StreamId stream, int limit) {
        return node.ask("queued of " + stream, () -> positions.queued(stream, limit));
    }

    @Override
    public void dequeue(StreamId stream, QueuedCommit commit) {
        node.run("dequeue " + stream + "@" + commit.version(), () -> positions.dequeue(stream, commit));
    }

    @Override
    public void unpark(StreamId stream) {
        node.run("unpark " + stream, () -> positions.unpark(stream));
    }
}
