package dev.orderflow.simulation;

import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryPositions;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import java.util.function.Consumer;

/** What outlives every process of one service. */
final class Durable {
    final String service;
    final DurableJournal journal;
    final FaultyViews.DurableViews views;
    final InMemorySnapshots snapshots = new InMemorySnapshots();
    final Positions positions;

    Durable(String service, Environment environment, Consumer<StoredCommit> appended) {
        this.service = service;
        this.journal = new DurableJournal(environment, appended);
        this.views = new FaultyViews.DurableViews(environment);
        this.positions = new InMemoryPositions().of(service);
    }
}
