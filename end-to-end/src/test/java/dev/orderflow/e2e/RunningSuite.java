package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.infra.engine.LocalEngines;
import dev.orderflow.infra.engine.ProjectFolders;
import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Layout;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Service;
import dev.orderflow.launcher.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A running suite, and what every test does with it. Most share one, started once on its own ports and in its own folder.
 * Where the test run uses LocalStack, so do the services, and the suite starts no engines.
 */
final class RunningSuite {
    /** Far from a user's suite, which may be running. */
    private static final int PORT_BASE = 28080;

    /** The order of classes that share it: one after the other, so that it is started once. */
    static final int SHARED_FIRST = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Its Kinesis takes some 60 puts a second from all services together. */
    private static final Duration LOCALSTACKS_PATIENCE = Duration.ofMinutes(3);

    private static @Nullable RunningSuite shared;

    private final Suite suite;
    private final Api api;

    RunningSuite(Suite suite) {
        this.suite = suite;
        this.api = new Api(suite.layout().url(Service.EDGE));
    }

    /** A suite of its own with no data yet; it is stopped with this JVM at the latest. */
    static RunningSuite fresh(String name, int portBase) {
        return fresh(name, portBase, Map.of());
    }

    /** @param settings environment variables of every service */
    static RunningSuite fresh(String name, int portBase, Map<String, String> settings) {
        ProjectFolders checkout = ProjectFolders.find();
        Layout layout =
                new Layout(new ProjectFolders(checkout.root(), checkout.home().resolve(name)), portBase);
        Suite.forget(layout);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Suite.stop(layout)));
        stopShared();
        if (LocalEngines.areLocalStack()) {
            Map<String, String> onLocalStack = new HashMap<>(OnLocalStack.settings());
            onLocalStack.putAll(settings);
            Suite suite = new Suite(layout, Progress.standard(), onLocalStack);
            suite.startServices();
            return new RunningSuite(suite);
        }
        return new RunningSuite(new Suite(layout, Progress.standard(), settings).start());
    }

    static synchronized RunningSuite shared() {
        if (shared == null) {
            shared = fresh("end-to-end", PORT_BASE);
        }
        return shared;
    }

    /** Before something else that is heavy: two at once would take each other's time. Whoever needs it next starts it anew. */
    static synchronized void stopShared() {
        if (shared != null) {
            shared.suite.close();
            shared = null;
        }
    }

    Suite suite() {
        return suite;
    }

    Api api() {
        return api;
    }

    String operator() {
        return api.token("operator", "");
    }

    String customer(String id) {
        return api.token("customer", id);
    }

    /** Lists a product and receives stock of it; returns when orders can be placed on it. */
    void offer(String sku, long pence, int stock) {
        api.put(
                        "/v1/products/" + sku,
                        operator(),
                        Map.of("description", "Test " + sku, "unitPrice", Map.of("amount", pence, "currency", "GBP")))
                .expected();
        api.post(
                        "/v1/stock/" + sku + "/receipts",
                        operator(),
                        "receipt-" + sku,
                        Map.of("quantity", stock, "reason", "opening stock"))
                .expected();
        eventually(
                "stock of " + sku,
                () -> api.get("/v1/stock/" + sku, operator()).body(),
                answer -> assertThat(answer.path("onHand").asInt()).isEqualTo(stock));
    }

    /** Places an order; a product that was listed a moment ago is waited for. */
    Api.Answer place(String customer, String key, String card, Map<String, Integer> quantities) {
        return place(customer, key, card, quantities, "LS1 1AA");
    }

    /** @param postcode what the simulated carrier goes by */
    Api.Answer place(String customer, String key, String card, Map<String, Integer> quantities, String postcode) {
        return eventually(
                "an answer that knows " + quantities.keySet(),
                () -> post(customer, key, card, quantities, postcode),
                answer -> assertThat(answer.body().path("code").asString()).isNotEqualTo("unknown-sku"));
    }

    private Api.Answer post(
            String customer, String key, String card, Map<String, Integer> quantities, String postcode) {
        List<Map<String, Object>> lines = new ArrayList<>();
        quantities.forEach((sku, quantity) -> lines.add(Map.of("sku", sku, "quantity", quantity)));
        return api.post(
                "/v1/orders",
                customer(customer),
                key,
                Map.of(
                        "lines",
                        lines,
                        "payment",
                        Map.of("card", card),
                        "contact",
                        Map.of("name", "Ada Lovelace", "email", customer + "@example.test"),
                        "shipTo",
                        Map.of(
                                "name", "Ada Lovelace",
                                "line1", "1 High Street",
                                "city", "Leeds",
                                "postcode", postcode,
                                "country", "United Kingdom")));
    }

    /** The order once it has ended. */
    JsonNode ended(String customer, String orderId) {
        JsonNode[] order = new JsonNode[1];
        eventually(
                "the end of order " + orderId,
                () -> api.get("/v1/orders/" + orderId, customer(customer)).body(),
                answer -> {
                    assertThat(answer.path("status").asString()).isIn("COMPLETED", "REJECTED", "CANCELLED");
                    order[0] = answer;
                });
        return order[0];
    }

    /** The one bounded wait: looks again until the check passes. */
    <T> T eventually(String what, Supplier<T> look, Consumer<T> check) {
        return eventually(what, LocalEngines.areLocalStack() ? LOCALSTACKS_PATIENCE : PATIENCE, look, check);
    }

    <T> T eventually(String what, Duration within, Supplier<T> look, Consumer<T> check) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            T seen = look.get();
            try {
                check.accept(seen);
                return seen;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Not within " + within.toSeconds() + " s: " + what, notYet);
                }
            }
            Pause.of(Duration.ofMillis(100));
        }
    }
}
