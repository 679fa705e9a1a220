package dev.orderflow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Place;
import dev.orderflow.launcher.SuiteException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What every test does with a suite, wherever that runs: offers products, places orders, waits for what comes of them. */
class Shop {
    static final Duration ON_EMBEDDED_ENGINES = Duration.ofSeconds(60);

    /** Its Kinesis takes some 60 puts a second from all services together. */
    static final Duration ON_LOCALSTACK = Duration.ofMinutes(3);

    private final Api api;
    private final GatewayLedger ledger;
    private final Duration patience;

    /**
     * @param gateway the payment gateway
     * @param patience how long anything is waited for where nothing else is said
     */
    Shop(Api api, URI gateway, Duration patience) {
        this.api = api;
        this.ledger = new GatewayLedger(new Api(gateway));
        this.patience = patience;
    }

    static Shop onLocalStack(Place place) {
        return new Shop(place.client(), place.gateway(), ON_LOCALSTACK);
    }

    Api api() {
        return api;
    }

    GatewayLedger ledger() {
        return ledger;
    }

    String operator() {
        return api.token("operator", "");
    }

    String customer(String id) {
        return api.token("customer", id);
    }

    /** Lists a product and receives stock of it; returns when orders can be placed on it. */
    void offer(String sku, long pence, int stock) {
        Map<String, ?> product =
                Map.of("description", "Test " + sku, "unitPrice", Map.of("amount", pence, "currency", "GBP"));
        Map<String, ?> receipt = Map.of("quantity", stock, "reason", "opening stock");
        answered("the listing of " + sku, () -> api.put("/v1/products/" + sku, operator(), product));
        answered(
                "the receipt of " + sku,
                () -> api.post("/v1/stock/" + sku + "/receipts", operator(), "receipt-" + sku, receipt));
        eventually(
                "stock of " + sku,
                () -> api.get("/v1/stock/" + sku, operator()).body(),
                // Less than was received where a test is tried once more.
                answer -> assertThat(answer.path("onHand").asInt()).isPositive());
    }

    /**
     * Places an order; a product that was listed a moment ago is waited for, and so is a service that cannot answer right now:
     * with the same key that is the same order.
     */
    Api.Answer place(String customer, String key, String card, Map<String, Integer> quantities) {
        return place(customer, key, card, quantities, "LS1 1AA");
    }

    /** @param postcode what the simulated carrier goes by */
    Api.Answer place(String customer, String key, String card, Map<String, Integer> quantities, String postcode) {
        return place(customer, key, card, quantities, postcode, Map.of());
    }

    /** @param headers besides those that every order is placed with */
    Api.Answer place(
            String customer,
            String key,
            String card,
            Map<String, Integer> quantities,
            String postcode,
            Map<String, String> headers) {
        return eventually(
                "an answer that knows " + quantities.keySet(),
                () -> post(customer, key, card, quantities, postcode, headers),
                answer -> {
                    assertThat(answer.status()).isLessThan(500);
                    assertThat(answer.body().path("code").asString()).isNotEqualTo("unknown-sku");
                });
    }

    private Api.Answer post(
            String customer,
            String key,
            String card,
            Map<String, Integer> quantities,
            String postcode,
            Map<String, String> headers) {
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
                                "country", "United Kingdom")),
                headers);
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

    /** Asks again until the answer is one of the 200s. */
    JsonNode answered(String what, Supplier<Api.Answer> ask) {
        return eventually(what, () -> ask.get().expected(), answer -> {});
    }

    /**
     * The one bounded wait: looks again until the check passes. No answer, a refusal, or an answer that lacks what the check
     * reads, such as the problem of a read model that does not know an order yet, is not yet what is waited for.
     */
    <T> T eventually(String what, Supplier<T> look, Consumer<T> check) {
        return eventually(what, patience, look, check);
    }

    <T> T eventually(String what, Duration within, Supplier<T> look, Consumer<T> check) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            T seen = null;
            try {
                seen = look.get();
                check.accept(seen);
                return seen;
            } catch (AssertionError | JacksonException | SuiteException | UncheckedIOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "Not within " + within.toSeconds() + " s: " + what + "; last seen: " + seen, notYet);
                }
            }
            Pause.of(Duration.ofMillis(100));
        }
    }
}
