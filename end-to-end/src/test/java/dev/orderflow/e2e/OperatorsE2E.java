package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.HttpProbe;
import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.StackClock;
import dev.orderflow.launcher.record.Engines;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/** What operators do when a stream is parked or an order stands still, with deadlines of three days. */
class OperatorsE2E {
    private static final int PORT_BASE = 29380;
    private static final Duration THREE_DAYS = Duration.ofDays(3);

    private static final String DEADLINES = """
            {"orderflow": {"orders": {"look-for-due-every": "500ms", "deadlines": {
              "reserve-stock": {"within": "72h", "repeats": 0},
              "capture-payment": {"within": "72h", "repeats": 0},
              "ship": {"within": "72h", "repeats": 0},
              "release-stock": {"within": "72h", "repeats": 0}}}}}""";

    private static RunningSuite suite;
    private static Api api;
    private static String operator;

    @BeforeAll
    static void start() {
        suite = RunningSuite.fresh("operators", PORT_BASE, Map.of("SPRING_APPLICATION_JSON", DEADLINES));
        api = suite.api();
        operator = suite.operator();
        suite.offer("MUG", 500, 500);
        suite.offer("VASE", 700, 3);
    }

    @AfterAll
    static void stop() {
        suite.suite().close();
    }

    @Test
    void what_stands_still_is_found_after_three_days_and_brought_to_an_end() {
        suite.suite().kill(Service.PAYMENT);
        String uncaptured = place("uncaptured");
        // No parcel goes there: were the warehouse back before the goods are released, it must not be the one to win.
        String unshipped = suite.place("olga", "unshipped", "tok_approve", Map.of("VASE", 2), "FAIL")
                .expected()
                .required("orderId")
                .asString();
        awaitStatus(uncaptured, "RESERVED");
        awaitStatus(unshipped, "RESERVED");
        suite.suite().kill(Service.INVENTORY);
        String unreserved = place("unreserved");
        park("inventory", unreserved);
        park("payments", uncaptured);
        suite.suite().start(Service.PAYMENT);
        awaitWaiting("payments", uncaptured);
        awaitStatus(unshipped, "PAID");

        long movedAt = System.nanoTime();
        StackClock.of(suite.suite().layout()).forward(THREE_DAYS);
        awaitStatus(unreserved, "COMPENSATING");
        System.out.printf(
                "operators: three days passed, and the order was being compensated, in %d ms%n",
                (System.nanoTime() - movedAt) / 1_000_000);
        awaitStuck(uncaptured, "CAPTURE_PAYMENT");
        assertThat(awaitStuck(unshipped, "SHIP")).startsWith("No answer after it was asked for 1 times.");

        // Whether money was taken is not known: nobody may go on without the answer.
        assertThat(act(uncaptured, "skip", "CAPTURE_PAYMENT").status()).isEqualTo(409);
        Api.Answer refused = act(uncaptured, "compensate", "CAPTURE_PAYMENT");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().required("code").asString()).isEqualTo("action-unsafe");
        act(unshipped, "compensate", "SHIP").expected();
        awaitStatus(unshipped, "CANCELLING");

        StackClock.of(suite.suite().layout()).forward(THREE_DAYS);
        awaitStuck(unreserved, "RELEASE_STOCK");
        act(unreserved, "retry", "RELEASE_STOCK").expected();
        suite.eventually(
                "the retry off the list",
                () -> get("/v1/stuck-orders"),
                list -> assertThat(list.toString()).doesNotContain(unreserved));
        suite.suite().start(Service.INVENTORY);
        awaitWaiting("inventory", unreserved);
        awaitStatus(unshipped, "CANCELLED");
        everythingOfItIsBack(unshipped);

        assertThat(redrive("inventory", unreserved, Map.of())).isEqualTo("GOES_ON");
        awaitStatus(unreserved, "REJECTED");
        assertThat(redrive("payments", uncaptured, Map.of())).isEqualTo("GOES_ON");
        awaitStatus(uncaptured, "COMPLETED");
        JsonNode history = get("/v1/orders/" + unreserved + "/events?limit=100");
        assertThat(history.toString())
                .contains("order.step-timed-out.v1", "order.step-retry-requested.v1", "because the test says so");
        everythingIsHealthy();
    }

    @Test
    void a_poisoned_stream_delays_no_other_and_is_freed_with_a_reason() {
        complete("warm-up");
        long without = medianMillis("without");
        String poisoned = complete("poisoned");
        try (Engines engines = Engines.of(suite.suite().layout())) {
            engines.kinesis()
                    .putRecord(put -> put.streamName(Engines.STREAM)
                            .partitionKey("order-" + poisoned)
                            .data(SdkBytes.fromUtf8String("no commit at all")));
        }
        List<String> applications = List.of("inventory", "notifications", "orders", "payments");
        applications.forEach(application -> awaitWaiting(application, poisoned));
        long with = medianMillis("with");
        System.out.printf(
                "operators: an order takes %d ms (median of 10) while a stream is poisoned, %d ms without%n",
                with, without);

        String id = "/v1/parked-streams/inventory~order-" + poisoned;
        assertThat(redrive("inventory", poisoned, Map.of())).isEqualTo("PARKED_AGAIN");
        assertThat(post(id + "/redrive", Map.of("skip", Map.of("version", 1, "reason", "a slip")))
                        .status())
                .isEqualTo(409);
        for (String application : applications) {
            // Below zero where the record cannot be read, and so has no version.
            long version = suite.eventually(
                            "where " + application + " stands",
                            () -> get("/v1/parked-streams/" + application + "~order-" + poisoned),
                            parked -> assertThat(
                                            parked.at("/current/0/atVersion").isNumber())
                                    .isTrue())
                    .at("/current/0/atVersion")
                    .asLong();
            Map<String, ?> skip = Map.of("skip", Map.of("version", version, "reason", "sent by a stray test"));
            assertThat(redrive(application, poisoned, skip)).isEqualTo("GOES_ON");
        }
        JsonNode freed = get(id);
        assertThat(freed.required("parked").asBoolean()).isFalse();
        assertThat(freed.at("/redrives/0/skip/reason").asString()).isEqualTo("sent by a stray test");
        assertThat(freed.at("/redrives/0/skippedAt").asString()).isNotEmpty();
        everythingIsHealthy();
    }

    /** The money by the gateway's word, the goods by the warehouse's. */
    private static void everythingOfItIsBack(String unshipped) {
        assertThat(suite.ledger().movements(unshipped)).containsExactly(1_400L, -1_400L);
        suite.eventually("the goods of " + unshipped, () -> get("/v1/stock/VASE"), stock -> {
            assertThat(stock.path("available").asInt()).isEqualTo(3);
            assertThat(stock.path("reserved").asInt()).isZero();
        });
        assertThat(get("/v1/orders/" + unshipped + "/events?limit=100").toString())
                .contains("order.compensation-requested.v1", "order.refunded.v1", "because the test says so");
        suite.eventually(
                "the list without " + unshipped,
                () -> api.get("/v1/stuck-orders", operator).expected(),
                list -> assertThat(list.toString()).doesNotContain(unshipped));
    }

    private static void everythingIsHealthy() {
        complete("afterwards-" + System.nanoTime());
        suite.eventually(
                "nothing parked",
                () -> get("/v1/parked-streams"),
                parked -> assertThat(parked.required("items")).isEmpty());
        for (Service service : Service.eventSourced()) {
            URI health = suite.suite().layout().url(service).resolve("/actuator/health");
            suite.eventually(
                    "health of " + service.module(),
                    () -> HttpProbe.answers(health, status -> status == 200),
                    healthy -> assertThat(healthy).isTrue());
        }
    }

    private static long medianMillis(String name) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long from = System.nanoTime();
            complete(name + "-" + i);
            took.add((System.nanoTime() - from) / 1_000_000);
        }
        return took.stream().sorted().toList().get(5);
    }

    private static String complete(String key) {
        String id = place(key);
        assertThat(suite.ended("olga", id).required("status").asString()).isEqualTo("COMPLETED");
        return id;
    }

    private static String place(String key) {
        return suite.place("olga", key, "tok_approve", Map.of("MUG", 1))
                .expected()
                .required("orderId")
                .asString();
    }

    /** As the application itself would, had one of its subscribers failed at the order's first commit. */
    private static void park(String application, String orderId) {
        try (Engines engines = Engines.of(suite.suite().layout())) {
            engines.dynamo()
                    .putItem(put -> put.tableName("consumer-positions")
                            .item(Map.of(
                                    "pk", text(application + "|order-" + orderId),
                                    "sk", text("position"),
                                    "parked", text("yes"),
                                    "parkedOrder", text("2026-01-01T00:00:00.000000Z|" + orderId),
                                    "parkedKind", text("POISON"),
                                    "parkedCause", text("a bug that is mended by now"),
                                    "parkedAtVersion", AttributeValue.fromN("1"),
                                    "parkedSince", text("2026-01-01T00:00:00Z"))));
        }
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static void awaitWaiting(String application, String orderId) {
        suite.eventually(
                application + " to have parked " + orderId,
                () -> get("/v1/parked-streams/" + application + "~order-" + orderId),
                parked -> assertThat(parked.at("/current/0/depth").asInt()).isPositive());
    }

    private static void awaitStatus(String orderId, String status) {
        suite.eventually(
                orderId + " to be " + status,
                () -> get("/v1/orders/" + orderId),
                order -> assertThat(order.path("status").asString()).isEqualTo(status));
    }

    /** @return why */
    private static String awaitStuck(String orderId, String step) {
        String[] reason = new String[1];
        suite.eventually(
                orderId + " on the list",
                () -> get("/v1/stuck-orders"),
                list -> assertThat(list.required("items").valueStream()).anySatisfy(item -> {
                    assertThat(item.required("orderId").asString()).isEqualTo(orderId);
                    assertThat(item.required("step").asString()).isEqualTo(step);
                    reason[0] = item.required("reason").asString();
                }));
        return reason[0];
    }

    private static Api.Answer act(String orderId, String action, String step) {
        return api.post(
                "/v1/orders/" + orderId + "/process/actions",
                operator,
                action + "-" + step,
                Map.of("action", action, "step", step, "reason", "because the test says so"));
    }

    /** @return what became of it */
    private static String redrive(String application, String orderId, Map<String, ?> body) {
        String path = "/v1/parked-streams/" + application + "~order-" + orderId;
        // The one before may be seen to have ended a moment before the next may be asked for.
        String requestedAt = suite.answered("a redrive of " + path, () -> post(path + "/redrive", body))
                .required("requestedAt")
                .asString();
        String[] outcome = new String[1];
        suite.eventually(
                "the redrive of " + path,
                () -> get(path),
                parked -> assertThat(parked.required("redrives").valueStream()).anySatisfy(redrive -> {
                    assertThat(redrive.required("requestedAt").asString()).isEqualTo(requestedAt);
                    outcome[0] = redrive.required("outcome").asString();
                }));
        return outcome[0];
    }

    private static Api.Answer post(String path, Map<String, ?> body) {
        return api.post(path, operator, "operators", body);
    }

    private static JsonNode get(String path) {
        return api.get(path, operator).body();
    }
}
