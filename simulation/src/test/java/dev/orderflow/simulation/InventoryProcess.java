package dev.orderflow.simulation;

import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.eventstore.consumer.CommitDispatcher;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.consumer.TransientFailures;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.adapter.store.WarehouseSnapshotFormat;
import dev.orderflow.inventory.application.catalogue.Catalogue;
import dev.orderflow.inventory.application.catalogue.ProductProjection;
import dev.orderflow.inventory.application.fulfilment.KnownOrder;
import dev.orderflow.inventory.application.fulfilment.KnownOrderProjection;
import dev.orderflow.inventory.application.fulfilment.OrderReactions;
import dev.orderflow.inventory.application.fulfilment.OrderStock;
import dev.orderflow.inventory.application.fulfilment.WhenOrderPlacedThenReserveStock;
import dev.orderflow.inventory.application.fulfilment.WhenOrderStepRetriedThenRepeatIt;
import dev.orderflow.inventory.application.fulfilment.WhenShipmentRequestedThenShip;
import dev.orderflow.inventory.application.fulfilment.WhenStockReleaseRequestedThenRelease;
import dev.orderflow.inventory.application.shipping.Carrier;
import dev.orderflow.inventory.application.shipping.ShipmentProjection;
import dev.orderflow.inventory.application.shipping.Shipping;
import dev.orderflow.inventory.application.stock.StockProjection;
import dev.orderflow.inventory.application.stock.StockRecords;
import dev.orderflow.inventory.application.warehouse.WarehouseWeights;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.ProductDecider;
import dev.orderflow.inventory.domain.WarehouseDecider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The inventory service, wired as its configuration does. */
final class InventoryProcess implements Service {

    /** Real time, and no test waits for it: whatever keeps a caller waiting has ended long before. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As above: a thread that waits for work is woken by work or by the death of its process. */
    private static final Duration IDLE = Duration.ofHours(1);

    final Catalogue catalogue;
    final WarehouseWriter warehouse;
    private final Engines engines;
    private final ShardHandler.Factory handlers;

    InventoryProcess(Engines engines, Carrier carrier) {
        this.engines = engines;
        catalogue = new Catalogue(
                new Decisions<>(new ProductDecider(), ProductEvent.class, engines.journal, engines.publication));
        warehouse = new WarehouseWriter(
                new LiveStream<>(
                        WarehouseWriter.STREAM,
                        engines.planted.inWarehouse(new WarehouseDecider()),
                        WarehouseEvent.class,
                        WarehouseWeights::of,
                        engines.journal,
                        engines.publication,
                        engines.snapshots,
                        new WarehouseSnapshotFormat(),
                        new LiveStream.Limits(100, 20, 256 * 1024, 5),
                        engines.node.idlers(),
                        IDLE),
                PATIENCE);
        Views<KnownOrder> knownOrders = engines.views.create(KnownOrderProjection.DEFINITION);
        OrderStock stock = new OrderStock(warehouse);
        Shipping shipping = new Shipping(warehouse, carrier);
        List<Subscriber> subscribers = projections(engines.views).stream()
                .map(engines.planted::in)
                .collect(Collectors.toCollection(ArrayList::new));
        OrderReactions reactions = new OrderReactions(List.of(
                new WhenOrderPlacedThenReserveStock(stock),
                new WhenShipmentRequestedThenShip(shipping),
                new WhenStockReleaseRequestedThenRelease(stock),
                new WhenOrderStepRetriedThenRepeatIt(knownOrders, stock, shipping)));
        subscribers.add(engines.planted.in(reactions, shipping));
        handlers = new CommitDispatcher(
                subscribers,
                engines.positions,
                TransientFailures.CORE,
                engines.listener(),
                engines.clock,
                engines.node.patience());
    }

    static List<Subscriber> projections(ViewFactory views) {
        return List.of(
                new ProductProjection(views.create(ProductProjection.DEFINITION)),
                new StockProjection(views.create(StockRecords.ITEMS), views.create(StockRecords.PAGES)),
                new ShipmentProjection(views.create(ShipmentProjection.DEFINITION)),
                new KnownOrderProjection(views.create(KnownOrderProjection.DEFINITION)));
    }

    @Override
    public Node node() {
        return engines.node;
    }

    @Override
    public Engines engines() {
        return engines;
    }

    @Override
    public ShardHandler.Factory handlers() {
        return handlers;
    }

    @Override
    public List<DueWork<?>> dueWork() {
        return List.of();
    }
}
