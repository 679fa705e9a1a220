package dev.orderflow.launcher.bench;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Customers who order three products each, through the front door. */
final class Shop {
    static final int LINES = 3;

    private static final int PRODUCTS = 12;

    /** One receipt's limit is ten times this; no bench sells as much. */
    private static final int OPENING_STOCK = 1_000_000;

    /** A customer's balance is one item: many customers, as in life, do not meet there. */
    private static final int CUSTOMERS = 50;

    /** Prices reach the order service through the stream: within a second, later right after a start. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(60);

    private final Api api;
    private final AtomicInteger orders = new AtomicInteger();

    Shop(Api api) {
        this.api = api;
    }

    /** @param took from the request to its answer, as the client sees it */
    record Placed(String orderId, Duration took) {}

    void open() {
        String operator = api.token("operator", "");
        for (int product = 0; product < PRODUCTS; product++) {
            api.put(
                            "/v1/products/" + sku(product),
                            operator,
                            Map.of(
                                    "description",
                                    "Bench product " + product,
                                    "unitPrice",
                                    Map.of("amount", 250 + 100 * product, "currency", "GBP")))
                    .expected();
            api.post(
                            "/v1/stock/" + sku(product) + "/receipts",
                            operator,
                            "bench-opening-" + product,
                            Map.of("quantity", OPENING_STOCK, "reason", "Opening stock of the bench"))
                    .expected();
        }
    }

    /** The first order, asked for again and again until the order service knows the prices. */
    Placed placeFirst() {
        int order = orders.getAndIncrement();
        return Wait.upTo(UNTIL_KNOWN, () -> {
                    long began = System.nanoTime();
                    Api.Answer answer = post(order);
                    return answer.status() == 422 ? Optional.empty() : Optional.of(placed(answer, began));
                })
                .orElseThrow(() -> new SuiteException("The order service still does not know the products that were"
                        + " listed " + UNTIL_KNOWN.toSeconds()
                        + " s ago. Its log: .orderflow/bench/logs/order-service.log"));
    }

    Placed place() {
        int order = orders.getAndIncrement();
        // Tokens are fetched once each; that is no part of an order.
        api.token("customer", customer(order));
        long began = System.nanoTime();
        return placed(post(order), began);
    }

    private static Placed placed(Api.Answer answer, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Placed(answer.expected().required("orderId").asString(), took);
    }

    private Api.Answer post(int order) {
        List<Map<String, Object>> lines = IntStream.range(0, LINES)
                .mapToObj(line -> Map.<String, Object>of("sku", sku((order + line) % PRODUCTS), "quantity", line + 1))
                .toList();
        return api.post(
                "/v1/orders",
                api.token("customer", customer(order)),
                "bench-" + order,
                Map.of(
                        "lines",
                        lines,
                        "payment",
                        Map.of("card", "tok_approve"),
                        "contact",
                        Map.of("name", "Ada Lovelace", "email", customer(order) + "@example.com"),
                        "shipTo",
                        Map.of(
                                "name", "Ada Lovelace",
                                "line1", "12 St James's Square",
                                "city", "London",
                                "postcode", "SW1Y 4JH",
                                "country", "United Kingdom")));
    }

    private static String customer(int order) {
        return "bench-" + order % CUSTOMERS;
    }

    private static String sku(int product) {
        return "BENCH-" + product;
    }
}
