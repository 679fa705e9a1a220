package dev.orderflow.simulation;

import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.decision.LongStreams;
import dev.orderflow.eventstore.view.ViewFactory;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.adapter.store.ProductSnapshotFormat;
import dev.orderflow.inventory.adapter.store.WarehouseSnapshotFormat;
import dev.orderflow.inventory.application.catalogue.Catalogue;
import dev.orderflow.inventory.application.catalogue.ProductProjection;
import dev.orderflow.inventory.application.catalogue.WhenAssortmentDerivedThenListProductsAndReceiveStock;
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
final class InventoryProcess extends EngineProcess {

    /** Real time, and no test waits for it: whatever keeps a caller waiting has ended long before. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As above: a thread that waits for work is woken by work or by the death of its process. */
    private static final Duration IDLE = Duration.ofHours(1);

    private static final int LISTINGS_AT_ONCE = 2;

    final Catalogue catalogue;
    final WarehouseWriter warehouse;

    InventoryProcess(Engines engines, Carrier carrier) {
        Catalogue products = new Catalogue(new Decisions<>(
                new ProductDecider(),
                ProductEvent.class,
                engines.journal,
                engines.publication,
                new LongStreams<>(
                        engines.snapshots,
                        new ProductSnapshotFormat(),
                        engines.node.environment.commitsPerSnapshot())));
        WarehouseWriter ledger = new WarehouseWriter(
                new LiveStream<>(
                        WarehouseWriter.STREAM,
                        engines.planted.inWarehouse(new WarehouseDecider()),
                        WarehouseEvent.class,
                        WarehouseWeights::of,
                        engines.journal,
                        engines.publication,
                        engines.snapshots,
                        new WarehouseSnapshotFormat(),
                        new LiveStream.Limits(100, 20, 256 * 1024, engines.node.environment.commitsPerSnapshot()),
                        engines.node.idlers(),
                        IDLE),
                PATIENCE);
        Views<KnownOrder> knownOrders = engines.views.create(KnownOrderProjection.DEFINITION);
        OrderStock stock = new OrderStock(ledger);
        Shipping shipping = new Shipping(ledger, carrier);
        List<Subscriber> subscribers = projections(engines.views).stream()
                .map(engines.planted::in)
                .collect(Collectors.toCollection(ArrayList::new));
        OrderReactions reactions = new OrderReactions(List.of(
                new WhenOrderPlacedThenReserveStock(stock),
                new WhenShipmentRequestedThenShip(shipping),
                new WhenStockReleaseRequestedThenRelease(stock),
                new WhenOrderStepRetriedThenRepeatIt(knownOrders, stock, shipping)));
        subscribers.add(engines.planted.in(reactions, shipping));
        subscribers.add(engines.planted.in(
                new WhenAssortmentDerivedThenListProductsAndReceiveStock(products, ledger, LISTINGS_AT_ONCE)));
        catalogue = products;
        warehouse = ledger;
        super(engines, subscribers, List.of());
    }

    static List<Subscriber> projections(ViewFactory views) {
        return List.of(
                new ProductProjection(views.create(ProductProjection.DEFINITION)),
                new StockProjection(views.create(StockRecords.ITEMS), views.create(StockRecords.PAGES)),
                new ShipmentProjection(views.create(ShipmentProjection.DEFINITION)),
                new KnownOrderProjection(views.create(KnownOrderProjection.DEFINITION)));
    }
}
