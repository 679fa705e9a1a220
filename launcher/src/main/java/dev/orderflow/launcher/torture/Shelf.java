package dev.orderflow.launcher.torture;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.SuiteException;
import dev.orderflow.launcher.Wait;
import dev.orderflow.launcher.checker.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** The products: few, so that orders meet, and one that soon runs out. */
final class Shelf {
    private static final int PRODUCTS = 5;
    private static final int PLENTY = 100_000;
    private static final String RARE = "RARE";
    private static final int FEW = 25;

    /** Prices reach the order service through the stream. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(90);

    private final Api api;
    private final Answers answers;

    Shelf(Api api, Answers answers) {
        this.api = api;
        this.answers = answers;
    }

    List<String> skus() {
        List<String> skus = new ArrayList<>(List.of(RARE));
        for (int product = 0; product < PRODUCTS; product++) {
            skus.add("TORTURE-" + product);
        }
        return skus;
    }

    String any(RandomGenerator random) {
        List<String> skus = skus();
        return skus.get(random.nextInt(skus.size()));
    }

    /** Before anything fails: whatever goes wrong here is no violation but a start that failed. */
    void fill() {
        String operator = api.token("operator", "");
        int price = 500;
        for (String sku : skus()) {
            price += 150;
            api.put(
                            "/v1/products/" + sku,
                            operator,
                            Map.of(
                                    "description",
                                    "Product " + sku,
                                    "unitPrice",
                                    Map.of("amount", price, "currency", "GBP")))
                    .expected();
            String reason = "opening stock of " + sku;
            int status = api.post(
                            "/v1/stock/" + sku + "/receipts",
                            operator,
                            "opening-" + sku,
                            Map.of("quantity", sku.equals(RARE) ? FEW : PLENTY, "reason", reason))
                    .status();
            answers.write(Answers.RECEIPT, status, Map.of("sku", sku, "reason", reason));
        }
        if (Wait.upTo(UNTIL_KNOWN, () -> isKnown() ? Optional.of(true) : Optional.empty())
                .isEmpty()) {
            throw new SuiteException("The services do not know the products that were listed " + UNTIL_KNOWN.toSeconds()
                    + " s ago; their logs say why");
        }
    }

    private boolean isKnown() {
        return skus().stream()
                .allMatch(sku -> api.get("/v1/products/" + sku, api.token("operator", ""))
                                        .status()
                                == 200
                        && stock(sku).path("onHand").asInt() > 0);
    }

    JsonNode stock(String sku) {
        return api.get("/v1/stock/" + sku, api.token("operator", "")).body();
    }
}
