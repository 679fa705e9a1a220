package dev.orderflow.inventory.application;

import dev.orderflow.events.Address;
import dev.orderflow.events.Commit;
import dev.orderflow.events.CommitMetadata;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemorySnapshots;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.inventory.adapter.store.WarehouseSnapshotFormat;
import dev.orderflow.inventory.application.catalogue.Catalogue;
import dev.orderflow.inventory.application.warehouse.WarehouseWeights;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.ProductDecider;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand;
import dev.orderflow.inventory.domain.WarehouseCommand.ReceiveStock;
import dev.orderflow.inventory.domain.WarehouseDecider;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The service's application in memory. */
public final class InventoryWorld implements AutoCloseable {
    public static final Cause CAUSE = Cause.request("r-1", null);
    public static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    public static final Money POUND = new Money(100, "GBP");

    public final InMemoryJournal stored;
    public final InMemoryViewStore views = new InMemoryViewStore();
    public final LiveStream<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> live;
    public final WarehouseWriter warehouse;
    public final Catalogue catalogue;

    public InventoryWorld() {
        this(new InMemoryJournal());
    }

    public InventoryWorld(InMemoryJournal stored) {
        this(stored, stored, "inventory-0");
    }

    /** @param journal in front of what is stored, such as one that fails */
    public InventoryWorld(InMemoryJournal stored, Journal journal, String slot) {
        this.stored = stored;
        Publication publication = new Publication(slot, stored, journal, InstantSource.fixed(NOON));
        live = new LiveStream<>(
                WarehouseWriter.STREAM,
                new WarehouseDecider(),
                WarehouseEvent.class,
                WarehouseWeights::of,
                journal,
                publication,
                new InMemorySnapshots(),
                new WarehouseSnapshotFormat(),
                new LiveStream.Limits(5_000, 200, 256 * 1024, 500));
        warehouse = new WarehouseWriter(live, Duration.ofSeconds(30));
        catalogue = new Catalogue(new Decisions<>(new ProductDecider(), ProductEvent.class, journal, publication));
    }

    public InventoryWorld withStock(Map<String, Integer> pieces) {
        List<SkuQuantity> lines = pieces.entrySet().stream()
                .map(entry -> new SkuQuantity(entry.getKey(), entry.getValue()))
                .toList();
        warehouse.execute(new ReceiveStock("opening", lines, "opening stock"), CAUSE);
        return this;
    }

    public List<Commit> warehouseCommits() {
        return stored.load(WarehouseWriter.STREAM).stream()
                .map(StoredCommit::commit)
                .toList();
    }

    public List<WarehouseEvent> warehouseEvents() {
        return warehouseCommits().stream()
                .flatMap(commit -> commit.events().stream())
                .map(WarehouseEvent.class::cast)
                .toList();
    }

    public static OrderPlaced placed(String orderId, Address shipTo, SkuQuantity... lines) {
        List<OrderLine> all = new ArrayList<>();
        for (SkuQuantity line : lines) {
            all.add(new OrderLine(line.sku(), line.sku(), line.quantity(), POUND));
        }
        return new OrderPlaced(orderId, "ada", "key", "digest", NOON, all, POUND, "card", null, shipTo);
    }

    public static Commit commit(StreamId stream, long firstVersion, DomainEvent... events) {
        return new Commit(
                stream,
                firstVersion,
                List.of(events),
                new CommitMetadata("c-" + stream + firstVersion, NOON, "test-0", "request-1", "request-1", null));
    }

    public static Commit orderCommit(String orderId, long firstVersion, DomainEvent... events) {
        return commit(new StreamId("order", orderId), firstVersion, events);
    }

    @Override
    public void close() {
        live.close();
    }
}
