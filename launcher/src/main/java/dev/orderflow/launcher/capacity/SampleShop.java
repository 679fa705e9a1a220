package dev.orderflow.launcher.capacity;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Orders to measure by, through the front door: descriptions, names and addresses as long as real ones. */
final class SampleShop {
    private static final int OPENING_STOCK = 1_000_000;
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(60);

    private final Api api;
    private final int products;
    private int orders;

    /** @param products as many as the longest order has lines */
    SampleShop(Api api, int products) {
        this.api = api;
        this.products = products;
    }

    void open() {
        String operator = api.token("operator", "");
        for (int product = 0; product < products; product++) {
            api.put(
                            "/v1/products/" + sku(product),
                            operator,
                            Map.of(
                                    "description",
                                    description(product),
                                    "unitPrice",
                                    Map.of("amount", 250 + product, "currency", "GBP")))
                    .expected();
            api.post(
                            "/v1/stock/" + sku(product) + "/receipts",
                            operator,
                            "opening-" + product,
                            Map.of("quantity", OPENING_STOCK, "reason", "Opening stock"))
                    .expected();
        }
        boolean known = Wait.upTo(UNTIL_KNOWN, () -> {
                    Api.Answer answer = post(Outcome.COMPLETED, products);
                    return answer.status() == 422 ? Optional.empty() : Optional.of(answer.expected());
                })
                .isPresent();
        if (!known) {
            throw new SuiteException("The order service still does not know the products that were listed "
                    + UNTIL_KNOWN.toSeconds() + " s ago; its log is in .orderflow/capacity/logs");
        }
    }

    /** @return the id of the order, accepted */
    String place(Outcome outcome, int lines) {
        String orderId = post(outcome, lines).expected().required("orderId").asString();
        if (outcome == Outcome.CANCELLED) {
            api.post(
                            "/v1/orders/" + orderId + "/cancellation",
                            api.token("customer", customer(orders - 1)),
                            "cancel-" + orderId,
                            Map.of("reason", "Ordered the wrong colour"))
                    .expected();
        }
        return orderId;
    }

    private Api.Answer post(Outcome outcome, int lines) {
        int order = orders++;
        List<Map<String, Object>> wanted = IntStream.range(0, lines)
                .mapToObj(line -> Map.<String, Object>of("sku", sku(line), "quantity", 1 + line % 12))
                .toList();
        return api.post(
                "/v1/orders",
                api.token("customer", customer(order)),
                "order-" + order,
                Map.of(
                        "lines",
                        wanted,
                        "payment",
                        Map.of("card", outcome == Outcome.DECLINED ? "tok_decline" : "tok_approve"),
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

    /** Each order has a customer of its own, so that no balance is an old one. */
    private static String customer(int order) {
        return "customer-" + order;
    }

    static String sku(int product) {
        return Integer.toString(22_000 + product);
    }

    /** The average of the Online Retail data set is 27 characters. */
    static String description(int product) {
        return "WHITE HANGING HEART " + (1_000 + product) + " RED";
    }
}
