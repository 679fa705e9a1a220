package dev.orderflow.simulation;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.ConsumerListener;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.publication.CommitStream;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.publication.Publisher;
import java.time.InstantSource;

/** The engines as one process reaches them, and what every service makes of them first. */
final class Engines {
    final Node node;
    final FaultyJournal journal;
    final FaultyViews views;
    final FaultySnapshots snapshots;
    final Positions positions;
    final InstantSource clock;
    final Publication publication;
    final Publisher publisher;
    final Planted planted;

    /** Calls out already: a service saves its mark before anything else. */
    Engines(Node node, Durable durable, CommitStream stream) {
        this.node = node;
        this.planted = node.environment.planted;
        this.clock = node::now;
        this.journal = new FaultyJournal(node, durable.journal);
        this.views = new FaultyViews(node, durable.views);
        this.snapshots = new FaultySnapshots(node, durable.snapshots);
        this.positions = new FaultyPositions(node, durable.positions);
        this.publication = new Publication(node.slot, new FaultyPublicationLog(node, durable.journal), journal, clock);
        this.publisher = new Publisher(publication, stream, clock, time -> node.pause());
    }

    /** Poison is a bug here: no event of the simulation is one. */
    ConsumerListener listener() {
        return new ConsumerListener() {
            @Override
            public void parked(StreamId stream, Positions.Parking parking) {
                node.environment.violate(
                        Invariant.I17,
                        node.name + " parked " + stream + " as " + parking.kind() + ": " + parking.cause());
            }
        };
    }
}
