package dev.orderflow.launcher.demo;

import dev.orderflow.events.OrderStatus;
import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Pause;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.figures.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The orders as the order service's read model lists them. */
final class Backlog {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** Nothing has moved for this long: then waiting on is of no use, and the report says what is stuck. */
    private static final Duration STANDSTILL = Duration.ofSeconds(120);

    private final Api api;
    private final Progress progress;

    Backlog(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** Returns when no listed order is under way any more, or when none of them moves. */
    void awaitEnd(long total) {
        List<String> before = List.of();
        long stillSince = System.nanoTime();
        while (true) {
            long began = System.nanoTime();
            List<String> underWay = underWay();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            long ended = Math.max(0, total - underWay.size());
            progress.bar(
                    "fulfilling", ended, total, Amounts.count(ended) + " of " + Amounts.count(total) + " orders ended");
            if (underWay.isEmpty()) {
                return;
            }
            if (!underWay.equals(before)) {
                before = underWay;
                stillSince = System.nanoTime();
            } else if (System.nanoTime() - stillSince > STANDSTILL.toNanos()) {
                return;
            }
            // A look at thousands of orders is work for the engines, too, which are to have time for the orders
            // themselves.
            Pause.of(Collections.max(List.of(SHORTEST_PAUSE, Collections.min(List.of(LONGEST_PAUSE, took)))));
        }
    }

    /** Every order that has not ended, with its version, so that two looks can be compared. */
    private List<String> underWay() {
        List<String> orders = new ArrayList<>();
        for (OrderStatus status : OrderStatus.values()) {
            if (!status.isEnd()) {
                for (JsonNode order : list("?status=" + status + "&limit=100")) {
                    orders.add(order.required("orderId").asString() + "@"
                            + order.required("version").asLong());
                }
            }
        }
        return orders;
    }

    /** How many orders stand where. */
    Map<String, Long> countsByStatus() {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode order : list("?limit=100")) {
            counts.merge(order.required("status").asString(), 1L, Long::sum);
        }
        return counts;
    }

    private List<JsonNode> list(String query) {
        String operator = api.token("operator", "");
        List<JsonNode> all = new ArrayList<>();
        String path = "/v1/orders" + query;
        while (!path.isEmpty()) {
            Api.Answer page = api.look(path, operator);
            page.body().required("items").forEach(all::add);
            path = page.next();
        }
        return all;
    }
}
