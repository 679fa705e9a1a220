package dev.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.Shortage;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import dev.orderflow.order.application.placing.Placement;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.web.testing.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders through HTTP, DynamoDB, Kinesis and the consumer; inventory and payment are what the test publishes. */
class OrderServiceIT {
    private static final Money TOTAL = new Money(500, "GBP");

    private static RunningOrderService service;

    private final ApiClient ada = service.customer("ada");

    @BeforeAll
    static void start() {
        service = RunningOrderService.start(TestCommits.unique("orders") + "-", Map.of());
        service.list(List.of(new ProductListed("mug", "A mug", TOTAL)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void an_order_completes_and_every_read_model_says_so() {
        String id = place("completes");
        Await.until(() -> isListed(id, "PLACED"));

        warehouseSays(new StockReserved(id, List.of()));
        service.awaitStatus(id, "RESERVED");
        paymentSays(id, new PaymentCaptured(id, "p", "ada", "ch-1", TOTAL));
        service.awaitStatus(id, "PAID");
        warehouseSays(new ShipmentDispatched(id, "s-1", "SIM-1", List.of()));
        service.awaitStatus(id, "COMPLETED");

        JsonNode order = ada.get("/v1/orders/" + id + "?minVersion=7", "Prefer", "wait=10")
                .expecting(200)
                .json();
        assertThat(order.get("version").asInt()).isEqualTo(7);
        assertThat(order.at("/lines/0/description").asString()).isEqualTo("A mug");
        assertThat(isListed(id, "COMPLETED")).isTrue();
        assertThat(isListed(id, "PLACED")).isFalse();
    }

    @Test
    void an_order_that_is_out_of_stock_is_rejected() {
        String id = place("out-of-stock");
        warehouseSays(new StockReservationRefused(id, List.of(new Shortage("mug", 1, 0))));
        service.awaitStatus(id, "REJECTED");

        JsonNode order = ada.get("/v1/orders/" + id).expecting(200).json();
        assertThat(order.at("/rejection/reason").asString()).isEqualTo("OUT_OF_STOCK");
        assertThat(order.at("/rejection/shortages/0/sku").asString()).isEqualTo("mug");
    }

    @Test
    void a_declined_order_gives_its_stock_back() {
        String id = place("declined");
        warehouseSays(new StockReserved(id, List.of()));
        service.awaitStatus(id, "RESERVED");
        paymentSays(id, new PaymentDeclined(id, "p", "insufficient_funds"));
        service.awaitStatus(id, "COMPENSATING");
        assertThat(service.eventTypes(id)).endsWith("order.payment-declined.v1", "order.stock-release-requested.v1");

        warehouseSays(new StockReleased(id, List.of()));
        service.awaitStatus(id, "REJECTED");
    }

    @Test
    void an_order_that_is_cancelled_during_the_capture_is_refunded_and_released() {
        String id = place("cancelled");
        warehouseSays(new StockReserved(id, List.of()));
        service.awaitStatus(id, "RESERVED");
        ada.post("/v1/orders/" + id + "/cancellation", "{\"reason\":\"wrong colour\"}")
                .expecting(202);
        service.awaitStatus(id, "CANCELLING");

        paymentSays(id, new PaymentCaptured(id, "p", "ada", "ch-1", TOTAL));
        Await.until(() -> service.eventTypes(id).getLast().equals("order.refund-requested.v1"));
        paymentSays(id, new PaymentRefunded(id, "r-1", "ada", TOTAL, "order"));
        Await.until(() -> service.eventTypes(id).getLast().equals("order.stock-release-requested.v1"));
        warehouseSays(new StockReleased(id, List.of()));
        service.awaitStatus(id, "CANCELLED");
    }

    @Test
    void one_commit_of_the_warehouse_moves_many_orders_on() {
        List<String> ids =
                IntStream.range(0, 40).mapToObj(i -> place("many-" + i)).toList();

        warehouseSays(ids.stream().map(id -> new StockReserved(id, List.of())).toArray(StockReserved[]::new));

        ids.forEach(id -> service.awaitStatus(id, "RESERVED"));
        assertThat(ids).allSatisfy(id -> assertThat(service.eventTypes(id)).hasSize(3));
    }

    @Test
    void an_order_of_1500_lines_is_stored_published_and_read() {
        List<ProductListed> products = IntStream.range(0, 1_500)
                .mapToObj(i -> new ProductListed(
                        "large-" + i, "A product with a description as long as they usually are, " + i, TOTAL))
                .toList();
        service.list(products);

        String lines = products.stream()
                .map(product -> "{\"sku\":\"" + product.sku() + "\",\"quantity\":100000}")
                .collect(Collectors.joining(","));
        String id = place("large", lines);

        Await.until(() -> isListed(id, "PLACED"));
        assertThat(ada.get("/v1/orders/" + id)
                        .expecting(200)
                        .json()
                        .get("lines")
                        .size())
                .isEqualTo(1_500);
    }

    /** The promise of the accept path: after the prices were read, one call, and publication is not waited for. */
    @Test
    void accepting_an_order_waits_for_one_call_after_loading() {
        PlaceOrderHandler handler = service.bean(PlaceOrderHandler.class);

        assertThat(RunningOrderService.callsOf(() ->
                        assertThat(handler.place(request("counted"), cause())).isInstanceOf(Placement.Accepted.class)))
                .containsExactly("BatchGetItem", "PutItem");
        // The refused put proves that the order is there; the journal then says which.
        assertThat(RunningOrderService.callsOf(() -> handler.place(request("counted"), cause())))
                .containsExactly("BatchGetItem", "PutItem", "Query");
    }

    private static PlaceOrderRequest request(String key) {
        return new PlaceOrderRequest("ada", key, List.of(new SkuQuantity("mug", 1)), "tok_approve", null, null, null);
    }

    private static Cause cause() {
        return Cause.request("r-1", null);
    }

    private String place(String key) {
        return place(key, "{\"sku\":\"mug\",\"quantity\":1}");
    }

    private String place(String key, String lines) {
        String body = "{\"lines\":[" + lines
                + "],\"payment\":{\"card\":\"tok_approve\"},\"contact\":{\"name\":\"Ada\",\"email\":\"ada@example.com\"}}";
        String id = ada.post("/v1/orders", body, "Idempotency-Key", key)
                .expecting(202)
                .json()
                .get("orderId")
                .asString();
        assertThat(id).isEqualTo(OrderIds.orderId("ada", key));
        return id;
    }

    private boolean isListed(String id, String status) {
        for (JsonNode item : ada.get("/v1/orders?limit=100&status=" + status)
                .expecting(200)
                .json()
                .get("items")) {
            if (item.get("orderId").asString().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static void warehouseSays(WarehouseEvent... facts) {
        service.happen("warehouse", "main", facts);
    }

    private static void paymentSays(String orderId, PaymentEvent fact) {
        service.happen("payment", orderId, fact);
    }
}
