package dev.orderflow.inventory.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Address;
import dev.orderflow.events.Commit;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.rebuild.Rebuilds;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.inventory.InventoryServiceApplication;
import dev.orderflow.inventory.application.InventoryWorld;
import dev.orderflow.inventory.application.catalogue.ProductProjection;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.ApiClient.Answer;
import dev.orderflow.web.testing.TestIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The service over HTTP, on the event store in memory; every answer is held against the OpenAPI document. */
@SpringBootTest(
        classes = {InventoryServiceApplication.class, InMemoryEventStore.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class InventoryApiTest {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String A_MUG = """
            {"description": "A mug", "unitPrice": {"amount": 255, "currency": "GBP"}}""";
    private static final Address LEEDS = new Address("Ada", "1 High Street", null, "Leeds", "LS1 1AA", "UK");

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryCommitStream stream;

    @Autowired
    private Rebuilds rebuilds;

    @Autowired
    private ReadModels models;

    private ApiClient operator;
    private ApiClient ada;
    private String sku;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
    }

    @BeforeEach
    void clients() {
        operator = new ApiClient(port, ISSUER.operator());
        ada = new ApiClient(port, ISSUER.customer("ada"));
        sku = "mug-" + NUMBER.incrementAndGet();
    }

    @Test
    void a_product_is_listed_once_and_then_changed_with_its_version() {
        Answer listed = operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        assertThat(listed.header("ETag")).isEqualTo("\"1\"");
        assertThat(listed.header("Location")).isEqualTo("/v1/products/" + sku);
        assertThat(listed.json().get("unitPrice").get("amount").asLong()).isEqualTo(255);

        assertThat(operator.put("/v1/products/" + sku, A_MUG).expecting(200).header("ETag"))
                .isEqualTo("\"1\"");

        String dearer = A_MUG.replace("255", "300");
        Answer unread = operator.put("/v1/products/" + sku, dearer).problem(428, "precondition-required");
        assertThat(unread.header("ETag")).isEqualTo("\"1\"");
        operator.put("/v1/products/" + sku, dearer, "If-None-Match", "*").problem(412, "version-mismatch");
        operator.put("/v1/products/" + sku, dearer, "If-Match", "\"7\"").problem(412, "version-mismatch");

        Answer changed =
                operator.put("/v1/products/" + sku, dearer, "If-Match", "\"1\"").expecting(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().get("version").asLong()).isEqualTo(2);
        operator.put("/v1/products/" + sku, A_MUG, "If-Match", "\"1\"").problem(412, "version-mismatch");
    }

    @Test
    void a_product_that_is_not_there_can_be_neither_changed_nor_read() {
        operator.put("/v1/products/" + sku, A_MUG, "If-Match", "\"1\"").problem(412, "version-mismatch");
        operator.get("/v1/products/" + sku).problem(404, "not-found");
        operator.put("/v1/products/" + sku, A_MUG, "If-None-Match", "*").expecting(201);
    }

    @Test
    void a_read_waits_for_the_version_that_was_written_and_says_whether_it_got_it() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        Answer read = ada.get("/v1/products/" + sku + "?minVersion=1", "Prefer", "wait=10")
                .expecting(200);
        assertThat(read.header("Orderflow-Freshness")).isEqualTo("fresh");
        assertThat(read.json().get("description").asString()).isEqualTo("A mug");
        ada.get("/v1/products/" + sku, "If-None-Match", "\"1\"").expecting(304);
        assertThat(freshness("/v1/products/" + sku + "?minVersion=9")).isEqualTo("pending");

        // Nobody works on it in memory, so it stays under way.
        rebuilds.announce("inventory", List.of(ProductProjection.READ_MODEL));
        rebuilds.request("r-1", "inventory", ProductProjection.READ_MODEL, "olga", 0);
        models.look();
        assertThat(freshness("/v1/products/" + sku + "?minVersion=9")).isEqualTo("rebuilding");
        assertThat(freshness("/v1/products/" + sku + "?minVersion=1")).isEqualTo("fresh");
        assertThat(ada.get("/v1/products/" + sku).expecting(200).header("Orderflow-Freshness"))
                .isNull();
    }

    private String freshness(String path) {
        return ada.get(path).expecting(200).header("Orderflow-Freshness");
    }

    @Test
    void products_are_listed_page_by_page_in_order() {
        for (String letter : List.of("c", "a", "b")) {
            operator.put("/v1/products/" + sku + letter, A_MUG).expecting(201);
        }
        ada.get("/v1/products/" + sku + "b?minVersion=1", "Prefer", "wait=10").expecting(200);
        List<String> skus = new ArrayList<>();
        String path = "/v1/products?limit=2";
        while (path != null) {
            Answer page = ada.get(path).expecting(200);
            page.json().get("items").forEach(item -> skus.add(item.get("sku").asString()));
            path = next(page);
        }
        assertThat(skus).isSorted().contains(sku + "a", sku + "b", sku + "c");
        ada.get("/v1/products?cursor=forged").problem(400, "invalid-cursor");
        ada.get("/v1/products?limit=101").problem(400, "invalid-request");
    }

    @Test
    void stock_comes_in_and_is_corrected() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        ada.get("/v1/products/" + sku + "?minVersion=1", "Prefer", "wait=10").expecting(200);
        assertThat(ada.get("/v1/stock/" + sku)
                        .expecting(200)
                        .json()
                        .get("available")
                        .asLong())
                .isZero();

        Answer received = operator.postOnce(
                        "/v1/stock/" + sku + "/receipts", sku, "{\"quantity\": 120, \"reason\": \"Delivery 4\"}")
                .expecting(201);
        assertThat(received.header("Idempotent-Replayed")).isNull();
        assertThat(received.json().get("change").asInt()).isEqualTo(120);
        Answer adjusted = operator.postOnce(
                        "/v1/stock/" + sku + "/adjustments", sku, "{\"delta\": -3, \"reason\": \"Broken\"}")
                .expecting(201);

        long version = adjusted.json().get("version").asLong();
        JsonNode stock = ada.get("/v1/stock/" + sku + "?minVersion=" + version, "Prefer", "wait=10")
                .expecting(200)
                .json();
        assertThat(stock.get("onHand").asLong()).isEqualTo(117);
        assertThat(stock.get("version").asLong()).isEqualTo(version);

        Answer moved = operator.get("/v1/stock/" + sku + "/movements?minVersion=" + version, "Prefer", "wait=10")
                .expecting(200);
        assertThat(moved.header("Orderflow-Freshness")).isEqualTo("fresh");
        assertThat(operator.get("/v1/stock/" + sku + "/movements?minVersion=" + (version + 1_000))
                        .expecting(200)
                        .header("Orderflow-Freshness"))
                .isEqualTo("pending");
        JsonNode movements = moved.json();
        assertThat(StreamSupport.stream(movements.get("items").spliterator(), false)
                        .map(movement -> movement.get("type").asString() + " "
                                + movement.get("quantity").asInt() + " "
                                + movement.get("reason").asString()))
                .containsExactly("ADJUSTED -3 Broken", "RECEIVED 120 Delivery 4");
    }

    @Test
    void stock_is_shown_as_it_was() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        long received = change("receipts", "{\"quantity\": 10, \"reason\": \"Delivery\"}");
        long adjusted = change("adjustments", "{\"delta\": -3, \"reason\": \"Broken\"}");
        String path = "/v1/stock/" + sku;

        JsonNode then = ada.get(path + "?version=" + received).expecting(200).json();
        assertThat(then.get("onHand").asLong()).isEqualTo(10);
        assertThat(then.get("version").asLong()).isEqualTo(received);
        JsonNode later = ada.get(path + "?version=" + adjusted).expecting(200).json();
        assertThat(later.get("available").asLong()).isEqualTo(7);
        assertThat(ada.get(path + "?asOf=" + then.get("since").asString())
                        .expecting(200)
                        .json()
                        .get("sku")
                        .asString())
                .isEqualTo(sku);
        JsonNode diff = ada.get(path + "/diff?from=" + received + "&to=" + adjusted)
                .expecting(200)
                .json();
        assertThat(diff.get("onHand").asLong()).isEqualTo(-3);
        JsonNode first = operator.get(path + "/events?limit=1").expecting(200).json();
        assertThat(first.get("items").get(0).get("type").asString()).isEqualTo("RECEIVED");
        JsonNode events = operator.get(path + "/events").expecting(200).json().get("items");
        assertThat(events.size()).isEqualTo(2);
        assertThat(events.get(1).get("available").asLong()).isEqualTo(7);
    }

    @Test
    void there_is_no_stock_before_the_first_receipt_nor_beyond_the_warehouses_version() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        long received = change("receipts", "{\"quantity\": 10, \"reason\": \"Delivery\"}");
        String path = "/v1/stock/" + sku;

        ada.get(path + "?version=" + (received + 1_000)).problem(404, "not-found");
        ada.get(path + "?asOf=2001-01-01T00:00:00Z").problem(404, "not-found");
        ada.get("/v1/stock/nowhere?version=1").problem(404, "not-found");
        operator.get("/v1/stock/nowhere/events").problem(404, "not-found");
        ada.get(path + "?version=0").problem(400, "invalid-request");
        ada.get(path + "?version=1&asOf=2026-01-05T12:00:00Z").problem(400, "invalid-request");
        ada.get(path + "?asOf=yesterday").problem(400, "invalid-request");
        ada.get(path + "/events").problem(403, "insufficient-scope");
        operator.get(path + "/events?cursor=forged").problem(400, "invalid-cursor");
    }

    private long change(String how, String json) {
        return operator.postOnce("/v1/stock/" + sku + "/" + how, sku + how, json)
                .expecting(201)
                .json()
                .get("version")
                .asLong();
    }

    @Test
    void the_same_key_counts_once_for_each_caller_and_operation() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        String receipts = "/v1/stock/" + sku + "/receipts";
        String body = "{\"quantity\": 5, \"reason\": \"Delivery\"}";
        Answer first = operator.postOnce(receipts, sku + "-k", body).expecting(201);
        Answer again = operator.postOnce(receipts, sku + "-k", "{\"reason\":\"Delivery\",\"quantity\":5}")
                .expecting(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));

        operator.postOnce(receipts, sku + "-k", body.replace("5", "6")).problem(422, "idempotency-key-reused");
        operator.put("/v1/products/" + sku + "x", A_MUG).expecting(201);
        operator.postOnce("/v1/stock/" + sku + "x/receipts", sku + "-k", body).problem(422, "idempotency-key-reused");

        ApiClient another = new ApiClient(port, ISSUER.token("another", "catalog:write", "orders:read"));
        assertThat(another.postOnce(receipts, sku + "-k", body).expecting(201).header("Idempotent-Replayed"))
                .isNull();
        Answer adjustment = operator.postOnce(
                        "/v1/stock/" + sku + "/adjustments", sku + "-k", "{\"delta\": 1, \"reason\": \"Found\"}")
                .expecting(201);
        JsonNode stock = ada.get(
                        "/v1/stock/" + sku + "?minVersion=" + adjustment.json().get("version"), "Prefer", "wait=10")
                .json();
        assertThat(stock.get("onHand").asLong()).isEqualTo(11);
    }

    @Test
    void what_is_not_there_cannot_be_taken_away() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        operator.postOnce("/v1/stock/" + sku + "/adjustments", sku, "{\"delta\": -1, \"reason\": \"Lost\"}")
                .problem(409, "stock-would-be-negative");
        operator.postOnce("/v1/stock/nowhere/receipts", sku, "{\"quantity\": 1, \"reason\": \"Delivery\"}")
                .problem(404, "not-found");
        operator.get("/v1/stock/nowhere").problem(404, "not-found");
        operator.get("/v1/stock/nowhere/movements").problem(404, "not-found");
    }

    @Test
    void an_orders_shipment_is_shown_to_its_customer_and_to_operators_only() {
        operator.put("/v1/products/" + sku, A_MUG).expecting(201);
        operator.postOnce("/v1/stock/" + sku + "/receipts", sku, "{\"quantity\": 5, \"reason\": \"Delivery\"}")
                .expecting(201);
        String orderId = "o-" + sku;
        put(InventoryWorld.orderCommit(orderId, 1, InventoryWorld.placed(orderId, LEEDS, new SkuQuantity(sku, 2))));
        Answer tooEarly = ada.get("/v1/shipments/" + orderId + "?minVersion=1").problem(404, "not-found");
        assertThat(tooEarly.header("Orderflow-Freshness")).isEqualTo("pending");
        put(InventoryWorld.orderCommit(orderId, 2, new OrderShipmentRequested(orderId, LEEDS)));

        Answer shipment = ada.get("/v1/shipments/" + orderId + "?minVersion=2", "Prefer", "wait=10")
                .expecting(200);
        assertThat(shipment.header("Orderflow-Freshness")).isEqualTo("fresh");
        assertThat(shipment.json().get("status").asString()).isEqualTo("DISPATCHED");
        assertThat(shipment.header("ETag")).isEqualTo("\"2\"");
        ada.get("/v1/shipments/" + orderId, "If-None-Match", "\"2\"").expecting(304);
        assertThat(ada.get("/v1/shipments/" + orderId + "?minVersion=3")
                        .expecting(200)
                        .header("Orderflow-Freshness"))
                .isEqualTo("pending");
        assertThat(shipment.header("Cache-Control")).contains("no-store");
        assertThat(shipment.json().get("trackingNumber").asString()).startsWith("SIM-");
        assertThat(shipment.json().get("lines").get(0).get("quantity").asInt()).isEqualTo(2);
        operator.get("/v1/shipments/" + orderId).expecting(200);

        Answer anothers = new ApiClient(port, ISSUER.customer("eve")).get("/v1/shipments/" + orderId);
        Answer nobodys = new ApiClient(port, ISSUER.customer("eve")).get("/v1/shipments/o-none");
        anothers.problem(404, "not-found");
        assertThat(anothers.json().get("detail")).isEqualTo(nobodys.json().get("detail"));
        ada.get("/v1/shipments/" + "x".repeat(300)).problem(404, "not-found");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT  | /v1/products/mug              | {"description": "A mug"}                                                              | /unitPrice
            PUT  | /v1/products/mug              | {"description": " ", "unitPrice": {"amount": 0, "currency": "gbp"}}                  | /description,/unitPrice/amount,/unitPrice/currency
            PUT  | /v1/products/mug              | {"description": 7, "unitPrice": {"amount": "1", "currency": "GBP", "x": 1}, "y": 1}  | /description,/unitPrice/amount,/unitPrice/x,/y
            POST | /v1/stock/mug/receipts        | {"quantity": 0, "reason": ""}                                                         | /quantity,/reason
            POST | /v1/stock/mug/receipts        | {"quantity": 10000001, "reason": "x"}                                                 | /quantity
            POST | /v1/stock/mug/receipts        | {"quantity": 1.5, "reason": null}                                                     | /quantity,/reason
            POST | /v1/stock/mug/adjustments     | {"delta": 0, "reason": "x"}                                                           | /delta
            POST | /v1/stock/mug/adjustments     | {"delta": 99999999999999, "reason": "x"}                                              | /delta
            """)
    void every_bad_field_is_named(String method, String path, String json, String pointers) {
        Answer answer =
                operator.send(method, path, json, "Idempotency-Key", "k").problem(400, "invalid-request");
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("pointer").asString()))
                .containsExactlyInAnyOrder(pointers.split(","));
    }

    @Test
    void bad_paths_headers_and_callers_are_turned_away() {
        String receipt = "{\"quantity\": 1, \"reason\": \"x\"}";
        operator.get("/v1/products/not%20a%20sku").problem(400, "invalid-request");
        operator.get("/v1/stock/" + "x".repeat(41)).problem(400, "invalid-request");
        operator.send("POST", "/v1/stock/mug/receipts", receipt).problem(400, "idempotency-key-required");
        operator.put("/v1/products/mug", A_MUG, "If-Match", "*").problem(400, "invalid-request");
        operator.put("/v1/products/mug", A_MUG, "If-None-Match", "\"1\"").problem(400, "invalid-request");
        operator.put("/v1/products/mug", "{").problem(400, "malformed-json");
        ada.put("/v1/products/mug", A_MUG).problem(403, "insufficient-scope");
        ada.postOnce("/v1/stock/mug/receipts", "k", receipt).problem(403, "insufficient-scope");
        ada.get("/v1/stock/mug/movements").problem(403, "insufficient-scope");
        new ApiClient(port, "").get("/v1/products").problem(401, "unauthenticated");
        new ApiClient(port, ISSUER.forged("ada", "orders:read"))
                .get("/v1/products")
                .problem(401, "unauthenticated");
    }

    /** What another service published. */
    private void put(Commit commit) {
        stream.put(List.of(new StoredCommit(commit, CommitCodec.standard().encode(commit))));
    }

    private static String next(Answer page) {
        String link = page.header("Link");
        return link == null ? null : link.replaceFirst("<(.*)>; rel=\"next\"", "$1");
    }
}
