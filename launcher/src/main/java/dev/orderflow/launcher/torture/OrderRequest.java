package dev.orderflow.launcher.torture;

import java.util.Map;

/**
 * What somebody orders.
 *
 * @param lines quantities by product
 * @param address steers the carrier
 */
record OrderRequest(String customer, String key, Map<String, Integer> lines, String card, String address) {

    /** As it is written down, for the checker. */
    Map<String, Object> content() {
        return Map.of("lines", lines, "card", card);
    }

    Map<String, Object> body() {
        return Map.of(
                "lines",
                lines.entrySet().stream()
                        .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
                        .toList(),
                "payment",
                Map.of("card", card),
                "contact",
                Map.of("name", "Ada Lovelace", "email", customer + "@example.com"),
                "shipTo",
                Map.of(
                        "name", "Ada Lovelace",
                        "line1", "1 High Street",
                        "city", "Leeds",
                        "postcode", address,
                        "country", "United Kingdom"));
    }
}
