package dev.orderflow.order.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.eventstore.testing.TestCommits;
import dev.orderflow.order.OrderServiceApplication;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.domain.OrderIds;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.ApiClient.Answer;
import dev.orderflow.web.testing.TestIssuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Orders over HTTP, with tokens, filters and all, on an event store in memory. */
@SpringBootTest(classes = OrderServiceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(InMemoryEventStore.class)
class OrderApiIT {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final Map<StreamId, Long> VERSIONS = new ConcurrentHashMap<>();
    private static final StreamId WAREHOUSE = new StreamId("warehouse", "main");

    private static final String BODY = """
            {"lines": [{"sku": "mug", "quantity": 2}, {"sku": "cup", "quantity": 1}],
             "payment": {"card": "tok_approve"},
             "contact": {"name": "Ada Lovelace", "email": "ada@example.com"},
             "shipTo": {"name": "Ada Lovelace", "line1": "12 St James's Square", "city": "London",
                        "postcode": "SW1Y 4JH", "country": "United Kingdom"}}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryCommitStream stream;

    @Autowired
    private Catalogue catalogue;

    /** Each test has a customer of its own, and each try of it. */
    private String ada;

    private ApiClient customer;
    private ApiClient operator;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
    }

    @BeforeEach
    void stockTheShop() {
        ada = TestCommits.unique("ada-");
        customer = new ApiClient(port, ISSUER.customer(ada));
        operator = new ApiClient(port, ISSUER.operator());
        if (catalogue.find(List.of("euro")).isEmpty()) {
            happen("product", "mug", new ProductListed("mug", "A mug", new Money(500, "GBP")));
            happen("product", "cup", new ProductListed("cup", "A cup", new Money(300, "GBP")));
            happen("product", "gold", new ProductListed("gold", "A bar", new Money(100_000_000, "GBP")));
            happen("product", "euro", new ProductListed("euro", "A coin", new Money(100, "EUR")));
            Await.until(() -> !catalogue.find(List.of("euro")).isEmpty());
        }
    }

    @Test
    void places_an_order_and_shows_it_at_once() {
        Answer placed = place("k-1");

        String id = OrderIds.orderId(ada, "k-1");
        assertThat(placed.status()).isEqualTo(202);
        assertThat(placed.header("Location")).isEqualTo("/v1/orders/" + id);
        assertThat(placed.header("ETag")).isEqualTo("\"1\"");
        assertThat(placed.header("Retry-After")).isEqualTo("1");
        assertThat(placed.header("Idempotent-Replayed")).isNull();
        assertThat(placed.body())
                .isEqualTo(
                        "{\"orderId\":\"%s\",\"status\":\"PLACED\",\"version\":1,\"total\":{\"amount\":1300,\"currency\":\"GBP\"}}"
                                .formatted(id));

        JsonNode order = customer.get("/v1/orders/" + id).expecting(200).json();
        assertThat(order.get("status").asString()).isEqualTo("PLACED");
        assertThat(order.at("/lines/0/description").asString()).isEqualTo("A mug");
        assertThat(order.at("/lines/1/unitPrice/amount").asInt()).isEqualTo(300);
        assertThat(order.at("/contact/email").asString()).isEqualTo("ada@example.com");
        assertThat(order.at("/shipTo/postcode").asString()).isEqualTo("SW1Y 4JH");
        assertThat(order.at("/shipTo").has("line2")).isFalse();
        assertThat(order.has("payment")).isFalse();
        assertThat(Instant.parse(order.get("placedAt").asString())).isNotNull();
    }

    @Test
    void gives_the_first_answer_again_however_far_the_order_has_come() {
        Answer first = place("k-1");
        reserve(OrderIds.orderId(ada, "k-1"), "RESERVED");

        Answer again = place("k-1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(customer.post("/v1/orders", BODY.replace("\n", " "), "Idempotency-Key", "k-1")
                        .header("Idempotent-Replayed"))
                .as("content is compared as parsed, not as bytes")
                .isEqualTo("true");
    }

    @Test
    void refuses_other_content_under_the_same_key_but_not_another_customers_same_key() {
        place("k-1").expecting(202);

        customer.post("/v1/orders", BODY.replace(": 2", ": 3"), "Idempotency-Key", "k-1")
                .problemNaming(422, "idempotency-key-reused");
        new ApiClient(port, ISSUER.customer("bob-" + ada))
                .post("/v1/orders", BODY.replace(": 2", ": 3"), "Idempotency-Key", "k-1")
                .expecting(202);
    }

    @Test
    void has_one_effect_where_the_same_request_comes_many_times_at_once() {
        List<Answer> answers =
                IntStream.range(0, 8).parallel().mapToObj(i -> place("k-1")).toList();

        assertThat(answers).allSatisfy(answer -> answer.expecting(202));
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header("Idempotent-Replayed") == null))
                .hasSize(1);
        assertThat(eventTypes(OrderIds.orderId(ada, "k-1"))).containsExactly("order.placed.v1");
    }

    @Test
    void asks_for_an_idempotency_key_before_anything_else() {
        customer.post("/v1/orders", BODY).problemNaming(400, "idempotency-key-required", "Idempotency-Key");
        customer.post("/v1/orders", "{}", "Idempotency-Key", "with blank")
                .problemNaming(400, "idempotency-key-invalid", "Idempotency-Key");
    }

    @Test
    void names_every_bad_field() {
        String bad = """
                {"lines": [{"sku": "white space", "quantity": 0}, {"sku": "mug", "quantity": 100001, "price": 1},
                           {"sku": "cup", "quantity": "2"}, {"quantity": -1}],
                 "payment": {"card": "4111111111111111"},
                 "contact": {"name": " ", "email": "nobody"},
                 "shipTo": {"name": "A", "line1": "B", "line2": null, "city": "C", "postcode": "%s", "country": "E"},
                 "gift": true}
                """.formatted("9".repeat(21));

        place(bad, "k-1")
                .problemNaming(
                        400,
                        "invalid-request",
                        "/lines/0/sku",
                        "/lines/0/quantity",
                        "/lines/1/quantity",
                        "/lines/1/price",
                        "/lines/2/quantity",
                        "/lines/3/sku",
                        "/lines/3/quantity",
                        "/payment/card",
                        "/contact/name",
                        "/contact/email",
                        "/shipTo/line2",
                        "/shipTo/postcode",
                        "/gift");
    }

    @Test
    void refuses_orders_without_lines_with_too_many_and_with_repeated_products() {
        place(withLines(""), "k-1").problemNaming(400, "invalid-request", "/lines");
        String tooMany = IntStream.rangeClosed(0, 1_500)
                .mapToObj(i -> "{\"sku\":\"s" + i + "\",\"quantity\":1}")
                .collect(Collectors.joining(","));
        place(withLines(tooMany), "k-1").problemNaming(400, "invalid-request", "/lines");
        place(
                        withLines(
                                "{\"sku\":\"mug\",\"quantity\":1},{\"sku\":\"cup\",\"quantity\":1},{\"sku\":\"mug\",\"quantity\":2}"),
                        "k-1")
                .problemNaming(400, "invalid-request", "/lines/2/sku");
    }

    @Test
    void names_every_unknown_product_and_up_to_a_hundred_of_very_many() {
        place(
                        withLines(
                                "{\"sku\":\"no-1\",\"quantity\":1},{\"sku\":\"mug\",\"quantity\":1},{\"sku\":\"no-2\",\"quantity\":2}"),
                        "k-1")
                .problemNaming(422, "unknown-sku", "/lines/0/sku", "/lines/2/sku");

        String many = IntStream.range(0, 150)
                .mapToObj(i -> "{\"sku\":\"no-" + i + "\",\"quantity\":1}")
                .collect(Collectors.joining(","));
        JsonNode problem = place(withLines(many), "k-1").expecting(422).json();
        assertThat(problem.get("errors").size()).isEqualTo(100);
        assertThat(problem.get("detail").asString()).contains("100 of 150");
    }

    @Test
    void refuses_mixed_currencies_and_totals_past_all_limits() {
        place(withLines("{\"sku\":\"euro\",\"quantity\":1},{\"sku\":\"mug\",\"quantity\":1}"), "k-1")
                .problemNaming(422, "mixed-currencies");
        place(withLines("{\"sku\":\"gold\",\"quantity\":100000}"), "k-1").problemNaming(422, "order-total-too-large");
    }

    @Test
    void shows_nobody_another_customers_order() {
        place("k-1");
        String id = OrderIds.orderId(ada, "k-1");
        ApiClient bob = new ApiClient(port, ISSUER.customer("bob"));
        String none = OrderIds.orderId("nobody", "nothing");

        for (String suffix :
                List.of("", "/events", "/process", "?version=1", "?asOf=2999-01-01T00:00:00Z", "/diff?from=1&to=1")) {
            JsonNode foreign = bob.get("/v1/orders/" + id + suffix).problemNaming(404, "not-found");
            JsonNode missing = bob.get("/v1/orders/" + none + suffix).problemNaming(404, "not-found");
            assertThat(foreign.get("detail")).isEqualTo(missing.get("detail"));
            operator.get("/v1/orders/" + id + suffix).expecting(200);
            customer.get("/v1/orders/not-an-id" + suffix).problemNaming(404, "not-found");
        }
        bob.post("/v1/orders/" + id + "/cancellation", null).problemNaming(404, "not-found");
        bob.post("/v1/orders/" + id + "/cancellation", null, "If-Match", "\"7\"")
                .problemNaming(404, "not-found");
        bob.post("/v1/orders/not-an-id/cancellation", null).problemNaming(404, "not-found");
    }

    @Test
    void needs_the_right_scope_for_each() {
        ApiClient reader = new ApiClient(port, ISSUER.token(ada, "orders:read"));
        ApiClient writer = new ApiClient(port, ISSUER.token(ada, "orders:write"));
        String id = OrderIds.orderId(ada, "k-1");

        reader.post("/v1/orders", BODY, "Idempotency-Key", "k-1").problemNaming(403, "insufficient-scope");
        reader.post("/v1/orders/" + id + "/cancellation", null).problemNaming(403, "insufficient-scope");
        writer.get("/v1/orders").problemNaming(403, "insufficient-scope");
        for (String suffix :
                List.of("", "/events", "/process", "?version=1", "?asOf=2999-01-01T00:00:00Z", "/diff?from=1&to=1")) {
            writer.get("/v1/orders/" + id + suffix).problemNaming(403, "insufficient-scope");
        }
    }

    @Test
    void follows_an_order_to_its_completion_over_http() {
        String id = place("k-1").json().get("orderId").asString();
        reserve(id, "RESERVED");
        JsonNode process =
                customer.get("/v1/orders/" + id + "/process").expecting(200).json();
        assertThat(steps(process)).containsExactly("RESERVE_STOCK DONE", "CAPTURE_PAYMENT PENDING", "SHIP REMAINING");
        assertThat(process.at("/steps/1").has("deadline")).isTrue();
        assertThat(process.has("stuck")).isFalse();

        happen("payment", id, new PaymentCaptured(id, "p", ada, "ch-1", new Money(1300, "GBP")));
        happen(WAREHOUSE, new ShipmentDispatched(id, "s-1", "SIM-1", List.of()));
        awaitStatus(id, "COMPLETED");

        JsonNode order = customer.get("/v1/orders/" + id).expecting(200).json();
        assertThat(order.get("version").asInt()).isEqualTo(7);
        assertThat(order.at("/shipment/trackingNumber").asString()).isEqualTo("SIM-1");
        assertThat(order.at("/payment/paymentId").asString()).startsWith("p");
        assertThat(steps(customer.get("/v1/orders/" + id + "/process")
                        .expecting(200)
                        .json()))
                .containsExactly("RESERVE_STOCK DONE", "CAPTURE_PAYMENT DONE", "SHIP DONE");
        assertThat(eventTypes(id))
                .containsExactly(
                        "order.placed.v1",
                        "order.stock-reserved.v1",
                        "order.payment-requested.v1",
                        "order.paid.v1",
                        "order.shipment-requested.v1",
                        "order.shipped.v1",
                        "order.completed.v1");
    }

    @Test
    void shows_the_way_back_of_a_declined_order() {
        String id = place("k-1").json().get("orderId").asString();
        reserve(id, "RESERVED");
        happen("payment", id, new PaymentDeclined(id, "p", "insufficient_funds"));
        awaitStatus(id, "COMPENSATING");

        assertThat(steps(customer.get("/v1/orders/" + id + "/process")
                        .expecting(200)
                        .json()))
                .containsExactly("RESERVE_STOCK DONE", "CAPTURE_PAYMENT FAILED", "RELEASE_STOCK PENDING");
        assertThat(customer.get("/v1/orders/" + id)
                        .expecting(200)
                        .json()
                        .at("/payment/declineReason")
                        .asString())
                .isEqualTo("insufficient_funds");
    }

    @Test
    void shows_an_order_as_it_was_and_what_changed_since() {
        String id = place("k-1").json().get("orderId").asString();
        reserve(id, "RESERVED");
        String order = "/v1/orders/" + id;
        String placedAt = customer.get(order + "/events")
                .expecting(200)
                .json()
                .at("/items/0/at")
                .asString();

        Answer then = customer.get(order + "?version=1").expecting(200);
        assertThat(then.json().get("status").asString()).isEqualTo("PLACED");
        assertThat(then.header("ETag")).isEqualTo("\"1\"");
        assertThat(then.json().get("lines"))
                .isEqualTo(customer.get(order).expecting(200).json().get("lines"));
        assertThat(customer.get(order + "?version=3").expecting(200).body())
                .isEqualTo(customer.get(order).expecting(200).body());
        assertThat(customer.get(order + "?asOf=" + placedAt)
                        .expecting(200)
                        .json()
                        .get("version")
                        .asInt())
                .isEqualTo(1);

        JsonNode changes =
                customer.get(order + "/diff?from=1&to=3").expecting(200).json().get("changes");
        assertThat(changes.valueStream()
                        .map(change -> change.get("pointer").asString()
                                + " " + change.path("from").asString("-")
                                + " " + change.path("to").asString("-")))
                .contains("/status PLACED RESERVED")
                .anyMatch(change -> change.startsWith("/payment - "));
        assertThat(customer.get(order + "/diff?from=2&to=2")
                        .expecting(200)
                        .json()
                        .get("changes"))
                .isEmpty();

        customer.get(order + "?version=4").problem(404, "not-found");
        customer.get(order + "/diff?from=1&to=4").problem(404, "not-found");
        customer.get(order + "?asOf=2020-01-01T00:00:00Z").problem(404, "not-found");
        customer.get(order + "?version=0").problemNaming(400, "invalid-request", "version");
        customer.get(order + "?version=1&asOf=" + placedAt).problemNaming(400, "invalid-request", "asOf");
        customer.get(order + "/diff?from=0&to=x").problemNaming(400, "invalid-request", "from", "to");
    }

    @Test
    void answers_304_where_nothing_changed() {
        String id = place("k-1").json().get("orderId").asString();

        Answer unchanged = customer.get("/v1/orders/" + id, "If-None-Match", "\"1\"");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("ETag")).isEqualTo("\"1\"");
        assertThat(unchanged.body()).isEmpty();
        customer.get("/v1/orders/" + id, "If-None-Match", "\"2\"").expecting(200);
        customer.get("/v1/orders/" + id + "/process", "If-None-Match", "\"1\"").expecting(304);
    }

    @Test
    void waits_for_the_version_that_is_asked_for_and_says_which_it_got() {
        String id = place("k-1").json().get("orderId").asString();

        Answer fresh = customer.get("/v1/orders/" + id + "?minVersion=1", "Prefer", "wait=5");
        assertThat(fresh.expecting(200).header("Orderflow-Freshness")).isEqualTo("fresh");
        Answer pending = customer.get("/v1/orders/" + id + "?minVersion=9");
        assertThat(pending.expecting(200).header("Orderflow-Freshness")).isEqualTo("pending");
        Answer process = customer.get("/v1/orders/" + id + "/process?minVersion=9");
        assertThat(process.expecting(200).header("Orderflow-Freshness")).isEqualTo("pending");
    }

    @Test
    void cancels_an_order_once_and_only_at_the_version_that_is_meant() {
        String id = place("k-1").json().get("orderId").asString();
        String path = "/v1/orders/" + id + "/cancellation";

        customer.post(path, null, "If-Match", "\"7\"").problemNaming(412, "version-mismatch");
        Answer cancelled = customer.post(path, "{\"reason\": \"wrong colour\"}", "If-Match", "\"1\"");
        assertThat(cancelled.expecting(202).header("ETag")).isEqualTo("\"3\"");
        assertThat(cancelled.body())
                .isEqualTo("{\"orderId\":\"%s\",\"status\":\"CANCELLING\",\"version\":3}".formatted(id));
        assertThat(cancelled.header("Location")).isEqualTo("/v1/orders/" + id);

        Answer again = customer.post(path, null);
        assertThat(again.expecting(202).header("Idempotent-Replayed")).isEqualTo("true");
        Await.until(() -> customer.get("/v1/orders/" + id)
                .expecting(200)
                .json()
                .at("/cancellation/reason")
                .asString("")
                .equals("wrong colour"));
    }

    @Test
    void refuses_to_cancel_what_has_shipped_and_bad_reasons() {
        String id = place("k-1").json().get("orderId").asString();
        String path = "/v1/orders/" + id + "/cancellation";
        customer.post(path, "{\"reason\": \" \"}").problemNaming(400, "invalid-request", "/reason");
        customer.post(path, "{\"why\": \"x\"}").problemNaming(400, "invalid-request", "/why");
        customer.post(path, null, "If-Match", "7").expecting(400);

        reserve(id, "RESERVED");
        happen("payment", id, new PaymentCaptured(id, "p", ada, "ch-1", new Money(1300, "GBP")));
        awaitStatus(id, "PAID");
        happen(WAREHOUSE, new ShipmentDispatched(id, "s-1", "SIM-1", List.of()));
        awaitStatus(id, "COMPLETED");

        customer.post(path, null).problemNaming(409, "order-not-cancellable");
    }

    @Test
    void lists_own_orders_page_by_page() {
        Set<String> placed = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            placed.add(place("k-" + i).json().get("orderId").asString());
        }
        Await.until(() -> customer.get("/v1/orders?limit=100")
                        .expecting(200)
                        .json()
                        .get("items")
                        .size()
                == 5);

        List<String> listed = new ArrayList<>();
        String next = "/v1/orders?limit=2&status=PLACED";
        while (next != null) {
            Answer page = customer.get(next).expecting(200);
            page.json()
                    .get("items")
                    .forEach(item -> listed.add(item.get("orderId").asString()));
            String link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(listed).hasSize(5).containsExactlyInAnyOrderElementsOf(placed);
        JsonNode item = customer.get("/v1/orders?limit=1").expecting(200).json().at("/items/0");
        assertThat(item.get("lineCount").asInt()).isEqualTo(2);
        assertThat(item.get("customerId").asString()).isEqualTo(ada);

        assertThat(operator.get("/v1/orders?customerId=" + ada)
                        .expecting(200)
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(5);
        assertThat(operator.get("/v1/orders?limit=3")
                        .expecting(200)
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(3);
        assertThat(customer.get("/v1/orders?to=2020-01-01T00:00:00Z")
                        .expecting(200)
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void refuses_bad_filters_and_filters_that_are_for_operators() {
        customer.get("/v1/orders?customerId=" + ada).problemNaming(403, "forbidden");
        customer.get("/v1/orders?status=LOST").problemNaming(400, "invalid-request", "status");
        customer.get("/v1/orders?from=yesterday").problemNaming(400, "invalid-request", "from");
        customer.get("/v1/orders?limit=0").problemNaming(400, "invalid-request", "limit");
        customer.get("/v1/orders?cursor=forged").problemNaming(400, "invalid-cursor", "cursor");
        customer.get("/v1/orders?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                .problemNaming(400, "invalid-request", "to");
        customer.get("/v1/orders?from=%2B100000000-01-02T00:00:00Z").problemNaming(400, "invalid-request", "from");
        operator.get("/v1/orders?customerId=a%20b").problemNaming(400, "invalid-request", "customerId");
        operator.get("/v1/orders?customerId=a%20b&status=LOST&from=yesterday&to=tomorrow&limit=101")
                .problemNaming(400, "invalid-request", "customerId", "status", "from", "to", "limit");
    }

    @Test
    void shows_the_history_page_by_page() {
        String id = place("k-1").json().get("orderId").asString();
        customer.post("/v1/orders/" + id + "/cancellation", null).expecting(202);

        Answer first = customer.get("/v1/orders/" + id + "/events?limit=2").expecting(200);
        String link = first.header("Link");
        Answer second = customer.get(link.substring(1, link.indexOf('>'))).expecting(200);

        assertThat(first.json().get("items").size()).isEqualTo(2);
        assertThat(second.json().get("items").size()).isEqualTo(1);
        assertThat(second.header("Link")).isNull();
        JsonNode placed = first.json().at("/items/0");
        assertThat(placed.get("version").asInt()).isEqualTo(1);
        assertThat(placed.get("correlationId").asString()).isEqualTo(id);
        assertThat(placed.at("/data/customerId").asString()).isEqualTo(ada);
        assertThat(second.json().at("/items/0/type").asString()).isEqualTo("order.stock-release-requested.v1");
        customer.get("/v1/orders/" + id + "/events?cursor=forged").problemNaming(400, "invalid-cursor", "cursor");
    }

    private Answer place(String key) {
        return place(BODY, key);
    }

    private Answer place(String body, String key) {
        return customer.post("/v1/orders", body, "Idempotency-Key", key);
    }

    private static String withLines(String lines) {
        return "{\"lines\":[" + lines
                + "],\"payment\":{\"card\":\"tok_approve\"},\"contact\":{\"name\":\"A\",\"email\":\"a@b.c\"}}";
    }

    private void reserve(String orderId, String status) {
        happen(WAREHOUSE, new StockReserved(orderId, List.of()));
        awaitStatus(orderId, status);
    }

    private void awaitStatus(String orderId, String status) {
        Await.until(() -> operator.get("/v1/orders/" + orderId)
                .expecting(200)
                .json()
                .get("status")
                .asString()
                .equals(status));
    }

    private List<String> eventTypes(String orderId) {
        List<String> types = new ArrayList<>();
        operator.get("/v1/orders/" + orderId + "/events?limit=100")
                .expecting(200)
                .json()
                .get("items")
                .forEach(event -> types.add(event.get("type").asString()));
        return types;
    }

    private static List<String> steps(JsonNode process) {
        List<String> steps = new ArrayList<>();
        process.get("steps")
                .forEach(step -> steps.add(
                        step.get("step").asString() + " " + step.get("state").asString()));
        return steps;
    }

    private void happen(String category, String key, DomainEvent event) {
        happen(new StreamId(category, key), event);
    }

    /** Another service publishes a fact. */
    private void happen(StreamId streamId, DomainEvent event) {
        synchronized (VERSIONS) {
            long version = VERSIONS.merge(streamId, 1L, Long::sum);
            Commit commit = OrderCommits.commit(streamId, version, Instant.EPOCH, List.of(event));
            assertThat(stream.put(List.of(
                            new StoredCommit(commit, CommitCodec.standard().encode(commit)))))
                    .containsExactly(true);
        }
    }
}
