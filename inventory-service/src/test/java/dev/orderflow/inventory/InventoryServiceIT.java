package dev.orderflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Address;
import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent.AssortmentDerived;
import dev.orderflow.events.ImportEvent.DerivedProduct;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.TestIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The service as it is shipped, on real engines, with the test in the place of the other services. */
class InventoryServiceIT {
    /** A second try begins with nothing, like the first. */
    private final String prefix = TestCommits.unique("inventory") + "-";

    private static final Duration GENEROUS = Duration.ofSeconds(120);
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final Address LEEDS = new Address("Ada", "1 High Street", null, "Leeds", "LS1 1AA", "UK");
    private static final Address NOWHERE = new Address("Ada", "1 High Street", null, "Leeds", "FAIL", "UK");
    private static final Address SLOW = new Address("Ada", "1 High Street", null, "Leeds", "SLOW", "UK");
    private static final Money POUND = new Money(100, "GBP");

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void orders_are_reserved_shipped_and_undone_and_a_restart_goes_on_where_it_stopped() {
        List<WarehouseEvent> told;
        try (ConfigurableApplicationContext service = start()) {
            put(
                    service,
                    commit(
                            "import",
                            "i1",
                            1,
                            new AssortmentDerived(
                                    "i1",
                                    1,
                                    1,
                                    List.of(
                                            new DerivedProduct("mug", "A mug", POUND, 10),
                                            new DerivedProduct("lamp", "A lamp", POUND, 0)))));
            ApiClient ada = LocalInventoryService.client(service, ISSUER.customer("ada"));
            Await.until(
                    GENEROUS,
                    () -> ada.get("/v1/stock/mug").json().path("onHand").asInt(0) == 10);
            assertThat(ada.get("/v1/products/lamp")
                            .expecting(200)
                            .json()
                            .get("description")
                            .asString())
                    .isEqualTo("A lamp");

            place(service, "o1", LEEDS, new SkuQuantity("mug", 4));
            place(service, "o2", NOWHERE, new SkuQuantity("mug", 2));
            place(service, "o3", SLOW, new SkuQuantity("mug", 1));
            place(service, "o4", LEEDS, new SkuQuantity("mug", 1), new SkuQuantity("lamp", 1));
            put(service, commit("order", "o1", 2, new OrderShipmentRequested("o1", LEEDS)));
            put(service, commit("order", "o2", 2, new OrderShipmentRequested("o2", NOWHERE)));
            put(service, commit("order", "o3", 2, new OrderShipmentRequested("o3", SLOW)));
            put(service, commit("order", "o2", 3, new OrderStockReleaseRequested("o2")));
            Await.until(GENEROUS, () -> status(ada, "o1").equals("DISPATCHED"));
            Await.until(GENEROUS, () -> status(ada, "o2").equals("FAILED"));
            Await.until(GENEROUS, () -> status(ada, "o3").equals("DISPATCHED"));
            Await.until(GENEROUS, () -> about(service, "o2").size() == 3);
            Await.until(GENEROUS, () -> about(service, "o4").size() == 1);

            assertThat(about(service, "o1")).hasExactlyElementsOfTypes(StockReserved.class, ShipmentDispatched.class);
            assertThat(about(service, "o2"))
                    .hasExactlyElementsOfTypes(StockReserved.class, ShipmentFailed.class, StockReleased.class);
            assertThat(about(service, "o3")).hasExactlyElementsOfTypes(StockReserved.class, ShipmentDispatched.class);
            assertThat(about(service, "o4")).hasExactlyElementsOfTypes(StockReservationRefused.class);
            Await.until(GENEROUS, () -> {
                JsonNode mugs = ada.get("/v1/stock/mug").json();
                return mugs.get("onHand").asInt() == 5 && mugs.get("reserved").asInt() == 0;
            });
            told = events(service);
        }
        try (ConfigurableApplicationContext again = start()) {
            // What comes a second time says nothing new; the fence behind it shows that it came.
            put(again, commit("order", "o1", 1, InventoryWorld.placed("o1", LEEDS, new SkuQuantity("mug", 4))));
            place(again, "o5", LEEDS, new SkuQuantity("mug", 5));
            Await.until(GENEROUS, () -> about(again, "o5").size() == 1);
            assertThat(about(again, "o5")).hasExactlyElementsOfTypes(StockReserved.class);
            assertThat(events(again))
                    .startsWith(told.toArray(WarehouseEvent[]::new))
                    .hasSize(told.size() + 1);
        }
    }

    private ConfigurableApplicationContext start() {
        return LocalInventoryService.start(prefix, ISSUER, Map.of("orderflow.inventory.commits-per-snapshot", "2"));
    }

    private static void place(
            ConfigurableApplicationContext service, String orderId, Address to, SkuQuantity... lines) {
        put(service, commit("order", orderId, 1, InventoryWorld.placed(orderId, to, lines)));
    }

    private static Commit commit(String category, String key, long version, DomainEvent... events) {
        return InventoryWorld.commit(new StreamId(category, key), version, events);
    }

    private static void put(ConfigurableApplicationContext service, Commit commit) {
        LocalInventoryService.put(service, List.of(commit));
    }

    private static List<WarehouseEvent> events(ConfigurableApplicationContext service) {
        return LocalInventoryService.events(service);
    }

    private static List<WarehouseEvent> about(ConfigurableApplicationContext service, String orderId) {
        return events(service).stream()
                .filter(event -> event.toString().contains("orderId=" + orderId + ","))
                .toList();
    }

    private static String status(ApiClient client, String orderId) {
        return client.get("/v1/shipments/" + orderId).json().path("status").asString("");
    }
}
