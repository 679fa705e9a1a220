package dev.orderflow.order.application;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryJournal;
import dev.orderflow.eventstore.memory.InMemoryViewStore;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.catalogue.CatalogueEntry;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderDecider;
import dev.orderflow.order.domain.OrderExamples;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.order.domain.OrderRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The service's application in memory, with a clock that stands until it is moved. */
public final class OrderWorld {
    public static final Cause CAUSE = Cause.request("r-1", null);

    public final InMemoryJournal journal = new InMemoryJournal();
    public final InMemoryViewStore views = new InMemoryViewStore();
    public final Views<CatalogueEntry> catalogueView = views.create(Catalogue.VIEW);
    public final Decisions<OrderCommand, Order, OrderEvent, OrderRefusal> orders;
    public final PlaceOrderHandler placeOrder;
    private Instant now = OrderExamples.PLACED_AT;

    public OrderWorld() {
        InstantSource clock = this::now;
        orders = new Decisions<>(
                new OrderDecider(), OrderEvent.class, journal, new Publication("orders-0", journal, journal, clock));
        placeOrder = new PlaceOrderHandler(orders, new Catalogue(catalogueView), clock);
    }

    public Instant now() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Puts the example order's products into the catalogue. */
    public OrderWorld withCatalogue() {
        OrderExamples.LINES.forEach(line -> list(line.sku(), line.description(), line.unitPrice()));
        return this;
    }

    public void list(String sku, String description, Money price) {
        long version = catalogueView.find(sku).map(View::version).orElse(0L);
        catalogueView.save(new View<>(sku, version + 1, new CatalogueEntry(sku, description, price)), version);
    }

    public List<OrderEvent> history(String orderId) {
        return journal.load(OrderIds.stream(orderId)).stream()
                .map(StoredCommit::commit)
                .flatMap(commit -> commit.events().stream())
                .map(OrderEvent.class::cast)
                .toList();
    }

    public static StreamId stream(String orderId) {
        return OrderIds.stream(orderId);
    }

    /** Ada's example order, as she asks for it. */
    public static PlaceOrderRequest request(SkuQuantity... lines) {
        return new PlaceOrderRequest(
                OrderExamples.ADA,
                OrderExamples.KEY,
                lines.length > 0
                        ? List.of(lines)
                        : OrderExamples.LINES.stream()
                                .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                                .toList(),
                OrderExamples.CARD,
                OrderExamples.CONTACT,
                OrderExamples.ADDRESS,
                null);
    }
}
