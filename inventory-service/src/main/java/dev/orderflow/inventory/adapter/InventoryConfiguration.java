package dev.orderflow.inventory.adapter;

import dev.orderflow.events.ProductEvent;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.eventstore.consumer.Positions;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.decision.LiveStream;
import dev.orderflow.eventstore.decision.LongStreams;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.rebuild.ReadModel;
import dev.orderflow.eventstore.rebuild.ReadModel.Scope;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.inventory.adapter.carrier.SimulatedCarrier;
import dev.orderflow.inventory.adapter.store.ProductSnapshotFormat;
import dev.orderflow.inventory.adapter.store.WarehouseSnapshotFormat;
import dev.orderflow.inventory.application.catalogue.Catalogue;
import dev.orderflow.inventory.application.catalogue.ProductItem;
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
import dev.orderflow.inventory.application.shipping.ShipmentItem;
import dev.orderflow.inventory.application.shipping.ShipmentProjection;
import dev.orderflow.inventory.application.shipping.Shipping;
import dev.orderflow.inventory.application.stock.MovementPage;
import dev.orderflow.inventory.application.stock.StockItem;
import dev.orderflow.inventory.application.stock.StockProjection;
import dev.orderflow.inventory.application.stock.StockRecords;
import dev.orderflow.inventory.application.stock.StockTimeTravel;
import dev.orderflow.inventory.application.warehouse.WarehouseWeights;
import dev.orderflow.inventory.application.warehouse.WarehouseWriter;
import dev.orderflow.inventory.domain.ProductDecider;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand;
import dev.orderflow.inventory.domain.WarehouseDecider;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the service: what is decided, what reacts to the stream, what is read. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InventoryProperties.class)
class InventoryConfiguration {
    /** A product's price may change daily for years; a hundred small commits are one read. */
    private static final int REVISIONS_PER_SNAPSHOT = 100;

    @Bean
    LiveStream<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> warehouseStream(
            InventoryProperties properties, Journal journal, Publication publication, Snapshots snapshots) {
        return new LiveStream<>(
                WarehouseWriter.STREAM,
                new WarehouseDecider(),
                WarehouseEvent.class,
                WarehouseWeights::of,
                journal,
                publication,
                snapshots,
                new WarehouseSnapshotFormat(),
                new LiveStream.Limits(
                        properties.commandsWaiting(),
                        properties.commandsPerCommit(),
                        (int) properties.bytesPerCommit().toBytes(),
                        properties.commitsPerSnapshot()));
    }

    @Bean
    WarehouseWriter warehouseWriter(
            LiveStream<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> warehouseStream,
            InventoryProperties properties) {
        return new WarehouseWriter(warehouseStream, properties.patience());
    }

    @Bean
    Catalogue catalogue(Journal journal, Publication publication, Snapshots snapshots) {
        return new Catalogue(new Decisions<>(
                new ProductDecider(),
                ProductEvent.class,
                journal,
                publication,
                new LongStreams<>(snapshots, new ProductSnapshotFormat(), REVISIONS_PER_SNAPSHOT)));
    }

    @Bean
    @ConditionalOnMissingBean
    Carrier carrier() {
        return new SimulatedCarrier();
    }

    @Bean
    ReadModel productModel() {
        return ReadModel.ofOneTable(
                ProductProjection.READ_MODEL,
                "product",
                "inventory",
                ProductProjection.DEFINITION,
                ProductProjection::new);
    }

    @Bean
    ReadModel stockModel() {
        return new ReadModel(
                StockRecords.READ_MODEL,
                "warehouse",
                "inventory",
                Scope.ONE_STREAM,
                List.of(StockRecords.ITEMS, StockRecords.PAGES),
                (views, transactions) ->
                        new StockProjection(views.create(StockRecords.ITEMS), views.create(StockRecords.PAGES)));
    }

    @Bean
    ReadModel shipmentModel() {
        return ReadModel.ofOneTable(
                ShipmentProjection.READ_MODEL,
                "warehouse",
                "inventory",
                ShipmentProjection.DEFINITION,
                ShipmentProjection::new);
    }

    @Bean
    ReadModel knownOrderModel() {
        return ReadModel.ofOneTable(
                "known-orders", "order", "orders", KnownOrderProjection.DEFINITION, KnownOrderProjection::new);
    }

    @Bean
    Views<ProductItem> products(ReadModels models) {
        return models.views(ProductProjection.DEFINITION);
    }

    @Bean
    Views<StockItem> stockItems(ReadModels models) {
        return models.views(StockRecords.ITEMS);
    }

    @Bean
    Views<MovementPage> stockMovements(ReadModels models) {
        return models.views(StockRecords.PAGES);
    }

    @Bean
    Views<KnownOrder> knownOrders(ReadModels models) {
        return models.views(KnownOrderProjection.DEFINITION);
    }

    @Bean
    Views<ShipmentItem> shipments(ReadModels models) {
        return models.views(ShipmentProjection.DEFINITION);
    }

    @Bean
    StockRecords stockRecords(Views<StockItem> stockItems, Views<MovementPage> stockMovements) {
        return new StockRecords(stockItems, stockMovements);
    }

    @Bean
    StockTimeTravel stockTimeTravel(
            Views<StockItem> stockItems, Views<MovementPage> stockMovements, Journal journal, Positions positions) {
        return new StockTimeTravel(WarehouseWriter.STREAM, stockItems, stockMovements, journal, positions);
    }

    @Bean
    Subscriber productProjection(ReadModels models, ReadModel productModel) {
        return models.projection(productModel.name());
    }

    @Bean
    Subscriber stockProjection(ReadModels models, ReadModel stockModel) {
        return models.projection(stockModel.name());
    }

    @Bean
    Subscriber shipmentProjection(ReadModels models, ReadModel shipmentModel) {
        return models.projection(shipmentModel.name());
    }

    @Bean
    Subscriber knownOrderProjection(ReadModels models, ReadModel knownOrderModel) {
        return models.projection(knownOrderModel.name());
    }

    @Bean
    OrderReactions orderReactions(WarehouseWriter warehouse, Carrier carrier, Views<KnownOrder> knownOrders) {
        OrderStock stock = new OrderStock(warehouse);
        Shipping shipping = new Shipping(warehouse, carrier);
        return new OrderReactions(List.of(
                new WhenOrderPlacedThenReserveStock(stock),
                new WhenShipmentRequestedThenShip(shipping),
                new WhenStockReleaseRequestedThenRelease(stock),
                new WhenOrderStepRetriedThenRepeatIt(knownOrders, stock, shipping)));
    }

    @Bean
    WhenAssortmentDerivedThenListProductsAndReceiveStock assortments(
            Catalogue catalogue, WarehouseWriter warehouse, InventoryProperties properties) {
        return new WhenAssortmentDerivedThenListProductsAndReceiveStock(
                catalogue, warehouse, properties.writesAtOnce());
    }
}
