package dev.orderflow.launcher.demo;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import dev.orderflow.launcher.figures.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Three orders, placed over HTTP as any client would, each with its timeline and what is left behind. */
final class Stories {
    private static final String TEAPOT = "DEMO-TEAPOT";
    private static final String LAMP = "DEMO-LAMP";
    /** In the catalogue, and never in the warehouse. */
    private static final String UNICORN = "DEMO-UNICORN";

    /** Enough for hundreds of demos on the same data. */
    private static final int OPENING_STOCK = 1_000;

    /** Prices reach the order service through the stream: within a second, later right after a start. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(30);

    /** Read models follow within a second; a busy machine takes longer. */
    private static final Duration UNTIL_SEEN = Duration.ofSeconds(20);

    private final Api api;
    private final Progress progress;
    private final String run;

    /** @param run different in each run: another key is another order */
    Stories(Api api, Progress progress, String run) {
        this.api = api;
        this.progress = progress;
        this.run = run;
    }

    List<Check> play() {
        progress.heading("Three products are listed, two of them are in stock");
        list(TEAPOT, "Brown betty teapot", 1999);
        list(LAMP, "Reading lamp", 4250);
        list(UNICORN, "Unicorn, life-size", 99900);
        receive(TEAPOT);
        receive(LAMP);
        return List.of(completes(), outOfStock(), declined());
    }

    private Check completes() {
        progress.heading("Story 1: an order is reserved, paid, shipped and completed");
        Ended order = place("ada", "tok_approve", Map.of(TEAPOT, 2, LAMP, 1));
        JsonNode payment = await("/v1/payments/" + order.id(), "chargeId");
        progress.line("    payment " + payment.path("status").asString("?") + " "
                + Amounts.money(payment.path("amount")) + ", shipment "
                + await("/v1/shipments/" + order.id(), "trackingNumber")
                        .path("trackingNumber")
                        .asString("?"));
        return Check.that(order.endedBy("order.completed.v1"), "story 1: the order completed", order.id());
    }

    private Check outOfStock() {
        progress.heading("Story 2: one of two lines is out of stock, so nothing is reserved");
        long before = settled(TEAPOT);
        Ended order = place("ada", "tok_approve", Map.of(TEAPOT, 1, UNICORN, 1));
        long after = settled(TEAPOT);
        progress.line("    teapots available: " + before + " before, " + after + " after");
        return Check.that(
                order.endedBy("order.rejected.v1") && before == after,
                "story 2: rejected, nothing stays reserved",
                order.id());
    }

    private Check declined() {
        progress.heading("Story 3: the card is declined after the reservation, which is then undone");
        long before = settled(LAMP);
        Ended order = place("ada", "tok_decline", Map.of(LAMP, 3));
        boolean undone = order.events().contains("order.stock-reserved.v1")
                && order.events().contains("order.stock-released.v1");
        long after = settled(LAMP);
        progress.line("    lamps available: " + before + " before, " + after + " after");
        return Check.that(
                order.endedBy("order.rejected.v1") && undone && before == after,
                "story 3: rejected, and the reservation undone",
                order.id());
    }

    private record Ended(String id, List<String> events) {
        boolean endedBy(String type) {
            return !events.isEmpty() && events.getLast().equals(type);
        }
    }

    private Ended place(String customer, String card, Map<String, Integer> quantities) {
        String token = api.token("customer", customer);
        Map<String, Object> order = Map.of(
                "lines",
                quantities.entrySet().stream()
                        .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
                        .toList(),
                "payment",
                Map.of("card", card),
                "contact",
                Map.of("name", "Ada Lovelace", "email", "ada@example.com"));
        String key = run + "-" + card + "-"
                + String.join("-", quantities.keySet().stream().sorted().toList());
        Api.Answer accepted = Wait.upTo(
                        UNTIL_KNOWN,
                        () -> Optional.of(api.post("/v1/orders", token, key, order))
                                .filter(answer -> answer.status() != 422))
                .orElseThrow(() -> new SuiteException("The order service still does not know the products that were"
                        + " listed " + UNTIL_KNOWN.toSeconds() + " s ago: ./orderflow logs order-service"));
        JsonNode body = accepted.expected();
        String id = body.required("orderId").asString();
        progress.line("  POST /v1/orders as customer " + customer + ", card " + card + " → " + accepted.status() + " "
                + id + ", " + Amounts.money(body.required("total")));
        return new Ended(id, new Timeline(api, progress).follow(id, token));
    }

    private void list(String sku, String description, long pence) {
        api.put(
                        "/v1/products/" + sku,
                        operator(),
                        Map.of("description", description, "unitPrice", Map.of("amount", pence, "currency", "GBP")))
                .expected();
    }

    private void receive(String sku) {
        // One key for all runs: the second demo on the same data receives nothing again.
        api.post(
                        "/v1/stock/" + sku + "/receipts",
                        operator(),
                        "demo-opening-" + sku,
                        Map.of("quantity", OPENING_STOCK, "reason", "Opening stock of the demo"))
                .expected();
        // Until the read model follows for the first time, it knows nothing of the product.
        Wait.upTo(
                UNTIL_KNOWN,
                () -> Optional.of(api.get("/v1/stock/" + sku, operator()).body())
                        .filter(seen -> seen.path("onHand").asLong() > 0));
    }

    /** Pieces available once nothing of it is reserved any more: the read model follows its order by a moment. */
    private long settled(String sku) {
        return Wait.upTo(
                        UNTIL_SEEN,
                        () -> Optional.of(stock(sku))
                                .filter(seen -> seen.path("reserved").asLong() == 0))
                .orElseGet(() -> stock(sku))
                .path("available")
                .asLong();
    }

    private JsonNode stock(String sku) {
        return api.get("/v1/stock/" + sku, operator()).expected();
    }

    /** The resource once it has that field, or as it is after a while. */
    private JsonNode await(String path, String field) {
        return Wait.upTo(
                        UNTIL_SEEN,
                        () -> Optional.of(api.get(path, operator()).body()).filter(body -> body.has(field)))
                .orElseGet(() -> api.get(path, operator()).body());
    }

    private String operator() {
        return api.token("operator", "");
    }
}
