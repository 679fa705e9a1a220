package dev.orderflow.order.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.Money;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.ProductEvent.ProductListed;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.events.codec.CommitCodec;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.eventstore.memory.InMemoryCommitStream;
import dev.orderflow.eventstore.testing.Await;
import dev.orderflow.eventstore.testing.InMemoryEventStore;
import dev.orderflow.order.OrderServiceApplication;
import dev.orderflow.order.application.OrderCommits;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.web.testing.ApiClient;
import dev.orderflow.web.testing.ApiClient.Answer;
import dev.orderflow.web.testing.TestIssuer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What operators do about orders that stand still, over HTTP: here a shipment is given up after a second. */
@SpringBootTest(
        classes = OrderServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "orderflow.orders.deadlines.ship.within=1s",
            "orderflow.orders.deadlines.ship.repeats=0",
            "orderflow.orders.look-for-due-every=100ms"
        })
@Import(InMemoryEventStore.class)
class ProcessActionsIT {
    private static final TestIssuer ISSUER = TestIssuer.start();
    private static final StreamId WAREHOUSE = new StreamId("warehouse", "main");
    private static final Money PRICE = new Money(500, "GBP");

    private static final String ORDER = """
            {"lines": [{"sku": "mug", "quantity": 1}], "payment": {"card": "tok_approve"},
             "contact": {"name": "Ada", "email": "ada@example.com"}}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private InMemoryCommitStream stream;

    @Autowired
    private Catalogue catalogue;

    private final Map<StreamId, Long> versions = new HashMap<>();
    private ApiClient customer;
    private ApiClient operator;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        ISSUER.configure(registry::add);
    }

    @BeforeEach
    void stockTheShop() {
        customer = new ApiClient(port, ISSUER.customer("ada"));
        operator = new ApiClient(port, ISSUER.operator());
        versions.put(
                WAREHOUSE,
                stream.commits().stream()
                        .filter(commit -> commit.streamId().equals(WAREHOUSE))
                        .mapToLong(Commit::lastVersion)
                        .max()
                        .orElse(0));
        if (catalogue.find(List.of("mug")).isEmpty()) {
            happen(new StreamId("product", "mug"), new ProductListed("mug", "A mug", PRICE));
            Await.until(() -> !catalogue.find(List.of("mug")).isEmpty());
        }
    }

    @Test
    void an_operator_finds_the_stuck_shipment_calls_it_off_and_everything_is_undone() {
        String id = paid("stuck");
        Await.until(() -> stuck(id) != null);
        JsonNode stuck = stuck(id);
        assertThat(stuck.get("step").asString()).isEqualTo("SHIP");
        assertThat(stuck.get("status").asString()).isEqualTo("PAID");
        assertThat(stuck.get("reason").asString()).contains("No answer");

        Answer accepted = act(id, "key-1", "compensate", "SHIP", "the carrier went out of business")
                .expecting(202);
        Answer again = act(id, "key-1", "compensate", "SHIP", "the carrier went out of business")
                .expecting(202);

        assertThat(accepted.json().get("status").asString()).isEqualTo("CANCELLING");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        happen(WAREHOUSE, new StockReleased(id, List.of()));
        awaitEvent(id, "order.refund-requested.v1");
        happen(new StreamId("payment", id), 2, new PaymentRefunded(id, "r-1", "ada", PRICE, "order"));
        awaitStatus(id, "CANCELLED");
        assertThat(stuck(id)).isNull();
        JsonNode process =
                customer.get("/v1/orders/" + id + "/process").expecting(200).json();
        assertThat(process.at("/actions/0/action").asString()).isEqualTo("COMPENSATE");
        assertThat(process.at("/actions/0/reason").asString()).isEqualTo("the carrier went out of business");
        assertThat(process.get("steps").toString())
                .contains("{\"step\":\"SHIP\",\"state\":\"FAILED\"")
                .contains("called off by an operator");
    }

    @Test
    void what_could_do_harm_is_refused_with_the_reason_and_what_to_do_instead() {
        String id = reserved("unsafe");

        assertThat(act(id, "key-1", "skip", "CAPTURE_PAYMENT", "the customer is waiting")
                        .problem(409, "action-unsafe")
                        .body())
                .contains("whether the money was taken is not known")
                .contains("cancel it");
        act(id, "key-2", "compensate", "CAPTURE_PAYMENT", "the customer is waiting")
                .problem(409, "action-unsafe");
        act(id, "key-3", "retry", "SHIP", "too early").problem(409, "step-not-pending");
        assertThat(operator.get("/v1/orders/" + id + "/events").expecting(200).body())
                .doesNotContain("step-skipped")
                .doesNotContain("compensation-requested");

        act(id, "key-4", "retry", "CAPTURE_PAYMENT", "the gateway is back").expecting(202);
        awaitEvent(id, "order.step-retried.v1");
        act(id, "key-4", "retry", "CAPTURE_PAYMENT", "another reason").problem(422, "idempotency-key-reused");
    }

    @Test
    void an_action_is_for_the_version_that_is_meant() {
        String id = reserved("version");

        post(id, "key-1", body("retry", "CAPTURE_PAYMENT", "why"), "If-Match", "\"1\"")
                .problem(412, "version-mismatch");
        post(id, "key-1", body("retry", "CAPTURE_PAYMENT", "why"), "If-Match", "\"3\"")
                .expecting(202);
        assertThat(post(id, "key-1", body("retry", "CAPTURE_PAYMENT", "why"), "If-Match", "\"3\"")
                        .expecting(202)
                        .header("Idempotent-Replayed"))
                .as("the first answer was lost")
                .isEqualTo("true");
    }

    @Test
    void bad_input_names_what_is_bad() {
        String id = reserved("bad");
        post(id, "key-1", "{\"action\": \"retry\", \"step\": \"CAPTURE_PAYMENT\", \"reason\": \" \"}")
                .problemNaming(400, "invalid-request", "/reason");
        post(id, "key-1", "{\"action\": \"explode\", \"step\": \"SHIP\", \"reason\": \"why\"}")
                .problemNaming(400, "invalid-request", "/action");
        post(id, "key-1", "{\"action\": \"retry\"}").problemNaming(400, "invalid-request", "/step", "/reason");
        operator.post("/v1/orders/" + id + "/process/actions", body("retry", "SHIP", "why"))
                .problem(400, "idempotency-key-required");
        post("o-none", "key-1", body("retry", "SHIP", "why")).problem(404, "not-found");
    }

    @Test
    void only_operators_may() {
        String id = reserved("scope");
        customer.post(
                        "/v1/orders/" + id + "/process/actions",
                        body("retry", "CAPTURE_PAYMENT", "why"),
                        "Idempotency-Key",
                        "key-1")
                .problem(403, "insufficient-scope");
        customer.get("/v1/stuck-orders").problem(403, "insufficient-scope");
        operator.get("/v1/stuck-orders?cursor=forged").problem(400, "invalid-cursor");
    }

    private String reserved(String key) {
        String id = customer.post("/v1/orders", ORDER, "Idempotency-Key", key)
                .expecting(202)
                .json()
                .get("orderId")
                .asString();
        happen(WAREHOUSE, new StockReserved(id, List.of()));
        awaitStatus(id, "RESERVED");
        return id;
    }

    private String paid(String key) {
        String id = reserved(key);
        happen(new StreamId("payment", id), 1, new PaymentCaptured(id, "p-1", "ada", "ch-1", PRICE));
        awaitStatus(id, "PAID");
        return id;
    }

    private Answer act(String id, String key, String action, String step, String reason) {
        return post(id, key, body(action, step, reason));
    }

    private Answer post(String id, String key, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Idempotency-Key";
        all[1] = key;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return operator.post("/v1/orders/" + id + "/process/actions", body, all);
    }

    private static String body(String action, String step, String reason) {
        return "{\"action\": \"%s\", \"step\": \"%s\", \"reason\": \"%s\"}".formatted(action, step, reason);
    }

    private JsonNode stuck(String id) {
        for (JsonNode item :
                operator.get("/v1/stuck-orders?limit=100").expecting(200).json().get("items")) {
            if (item.get("orderId").asString().equals(id)) {
                return item;
            }
        }
        return null;
    }

    private void awaitStatus(String id, String status) {
        Await.until(() -> operator.get("/v1/orders/" + id)
                .expecting(200)
                .json()
                .get("status")
                .asString()
                .equals(status));
    }

    private void awaitEvent(String id, String type) {
        Await.until(() -> operator.get("/v1/orders/" + id + "/events?limit=100")
                .expecting(200)
                .body()
                .contains(type));
    }

    private void happen(StreamId streamId, DomainEvent event) {
        happen(streamId, versions.merge(streamId, 1L, Long::sum), event);
    }

    private void happen(StreamId streamId, long version, DomainEvent event) {
        Commit commit = OrderCommits.commit(streamId, version, Instant.EPOCH, List.of(event));
        assertThat(stream.put(
                        List.of(new StoredCommit(commit, CommitCodec.standard().encode(commit)))))
                .containsExactly(true);
    }
}
