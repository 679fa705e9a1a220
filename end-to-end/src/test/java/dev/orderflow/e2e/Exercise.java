package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Imports;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Rebuilds;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import dev.orderflow.launcher.record.Engines;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;

/**
 * Has every service do each thing that it can do, once: all paths of an order, every read of the API, operators' actions,
 * a crash, a second instance, a verification, and a rebuild of each read model.
 */
final class Exercise {
    /** What is done now and then is done at least every ten seconds. */
    private static final Duration ROUND = Duration.ofSeconds(15);

    private static final List<String> READ_MODELS = List.of(
            "orders/catalogue",
            "orders/order-summaries",
            "orders/import-reports",
            "orders/import-chunks",
            "orders/import-stock-receipts",
            "inventory/products",
            "inventory/stock",
            "inventory/shipments",
            "inventory/known-orders",
            "payments/payments",
            "notifications/order-facts",
            "notifications/open-payments",
            "notifications/notifications");

    /** One of each service. */
    private static final List<String> REBUILT_AGAIN =
            List.of("orders/catalogue", "inventory/products", "payments/payments", "notifications/open-payments");

    private final RunningSuite suite;
    private final Api api;
    private final String operator;

    Exercise(RunningSuite suite) {
        this.suite = suite;
        this.api = suite.api();
        this.operator = suite.operator();
    }

    void everythingThatServicesDo() {
        suite.offer("TEA", 500, 1_000);
        orders();
        importing();
        reads();
        poisonAndRedrive();
        verification();
        rebuild(READ_MODELS);
        // A second generation is a table of the service's own, which goes away with the third.
        rebuild(REBUILT_AGAIN);
        reads();
        get("/v1/rebuilds");
        secondInstances();
        Pause.of(ROUND);
    }

    /** The stream has it, the archive not yet: whoever proves the archive has to put it there first. */
    void whatIsNotArchived() {
        suite.suite().stop(Service.EVENT_STORE);
        order("not-archived", "tok_approve");
    }

    /** Every service one after the other, all services at once. */
    private void rebuild(List<String> readModels) {
        Map<String, List<String>> byService =
                readModels.stream().collect(Collectors.groupingBy(model -> model.substring(0, model.indexOf('/'))));
        Rebuilds rebuilds = new Rebuilds(api, Progress.standard());
        allAtOnce(byService.values(), models -> models.forEach(rebuilds::run));
    }

    private static <T> void allAtOnce(Collection<T> all, Consumer<T> work) {
        List<CompletableFuture<Void>> running = all.stream()
                .map(each -> CompletableFuture.runAsync(() -> work.accept(each), Thread::startVirtualThread))
                .toList();
        running.forEach(CompletableFuture::join);
    }

    private void orders() {
        order("approved", "tok_approve");
        order("declined", "tok_decline");
        order("timeout", "tok_timeout_charged");
        order("error", "tok_error");
        String refunded = order("refunded", "tok_refund_always_error");
        api.post(
                        "/v1/payments/" + refunded + "/refunds",
                        operator,
                        "refund",
                        Map.of("amount", Map.of("amount", 100, "currency", "GBP"), "reason", "for the test"))
                .expected();
        suite.ended("ida", placed("unshippable", "tok_approve", "FAIL"));
        String cancelled = placed("cancelled", "tok_slow", "LS1 1AA");
        api.post("/v1/orders/" + cancelled + "/cancellation", suite.customer("ida"));
        suite.ended("ida", cancelled);
        // Nobody can pay with this card: the order stands, payment is unknown, and people are told.
        placed("unknown", "tok_always_error", "LS1 1AA");
        for (int i = 0; i < 10; i++) {
            api.post(
                            "/v1/stock/TEA/adjustments",
                            operator,
                            "adjust-" + i,
                            Map.of("delta", -1, "reason", "so that there is a snapshot"))
                    .expected();
        }
    }

    private void importing() {
        JsonNode ended =
                new Imports(api, Progress.standard()).run(RealOrders.slice(0, 5).file(), true);
        String id = ended.required("importId").asString();
        get("/v1/imports/" + id);
        get("/v1/imports/" + id + "/rows?limit=2");
    }

    private void reads() {
        String order = order("read-" + System.nanoTime(), "tok_approve");
        for (String path : List.of(
                "/v1/orders?limit=2",
                "/v1/orders/" + order,
                "/v1/orders/" + order + "/events",
                "/v1/orders/" + order + "/diff?from=1&to=2",
                "/v1/orders/" + order + "/process",
                "/v1/stuck-orders",
                "/v1/products?limit=2",
                "/v1/products/TEA",
                "/v1/stock/TEA",
                "/v1/stock/TEA/diff?from=1&to=2",
                "/v1/stock/TEA/events",
                "/v1/stock/TEA/movements",
                "/v1/payments/" + order,
                "/v1/customers/ida/balance",
                "/v1/notifications?orderId=" + order,
                "/v1/parked-streams",
                "/v1/archive/status",
                "/v1/audit")) {
            suite.answered(path, () -> api.get(path, operator));
        }
        suite.answered("the shipment", () -> api.get("/v1/shipments/" + order, operator));
        suite.eventually(
                "the archive's copy",
                () -> get("/v1/streams/order-" + order + "/events"),
                events -> assertThat(events.path("items")).isNotEmpty());
        suite.answered("the customer's own orders", () -> api.get("/v1/orders?limit=2", suite.customer("ida")));
    }

    /** What a stream's bytes should not be; every consumer parks the stream, is asked to go on, and skips. */
    private void poisonAndRedrive() {
        String order = order("poisoned", "tok_approve");
        try (Engines engines = Engines.of(suite.suite().layout())) {
            engines.kinesis()
                    .putRecord(put -> put.streamName(Engines.STREAM)
                            .partitionKey("order-" + order)
                            .data(SdkBytes.fromUtf8String("no commit at all")));
        }
        for (String application : List.of("inventory", "notifications", "orders", "payments")) {
            String path = "/v1/parked-streams/" + application + "~order-" + order;
            suite.eventually(
                    path,
                    () -> get(path),
                    parked -> assertThat(parked.at("/current/0/depth").asInt()).isPositive());
            redrive(path, Map.of());
            long version = suite.answered(path, () -> api.get(path, operator))
                    .at("/current/0/atVersion")
                    .asLong();
            redrive(path, Map.of("skip", Map.of("version", version, "reason", "sent by a test")));
            suite.eventually(
                    path,
                    () -> get(path),
                    parked -> assertThat(parked.path("parked").asBoolean()).isFalse());
        }
    }

    private void redrive(String path, Map<String, ?> body) {
        // The one before may be seen to have ended a moment before the next may be asked for.
        String at = suite.answered(path, () -> api.post(path + "/redrive", operator, "redrive", body))
                .required("requestedAt")
                .asString();
        suite.eventually(
                path,
                () -> get(path),
                parked -> assertThat(parked.required("redrives").valueStream())
                        .anySatisfy(
                                each -> assertThat(each.required("requestedAt").asString())
                                        .isEqualTo(at)));
    }

    /** One of every service takes its share of the leases and gives it back. */
    private void secondInstances() {
        allAtOnce(Service.eventSourced(), suite.suite()::join);
        order("with-two", "tok_approve");
        allAtOnce(Service.eventSourced(), service -> Suite.leave(suite.suite().layout(), service));
        order("with-one", "tok_approve");
    }

    private void verification() {
        JsonNode accepted = api.post("/v1/archive/verifications", operator).expected();
        String path = "/v1/archive/verifications/"
                + accepted.required("verificationId").asString();
        suite.eventually(
                "the verification",
                () -> get(path),
                report -> assertThat(report.path("status").asString()).isEqualTo("COMPLETED"));
    }

    /** @return its id, once it has ended */
    private String order(String key, String card) {
        String id = placed(key, card, "LS1 1AA");
        suite.ended("ida", id);
        return id;
    }

    private String placed(String key, String card, String postcode) {
        return suite.place("ida", key, card, Map.of("TEA", 1), postcode)
                .expected()
                .required("orderId")
                .asString();
    }

    private JsonNode get(String path) {
        return api.get(path, operator).body();
    }
}
