package dev.orderflow.launcher.demo;

import dev.orderflow.launcher.Api;
import dev.orderflow.launcher.Progress;
import dev.orderflow.launcher.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Prints an order's events as they come, until the one that ends it. */
final class Timeline {
    /**
     * An order takes 1-2 s. But an import that an earlier run was stopped in goes on with the services, and then its
     * orders come first.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Set<String> ENDS = Set.of("order.completed.v1", "order.rejected.v1", "order.cancelled.v1");

    /** What an event means to somebody who sees it for the first time. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("order.placed.v1", "accepted: one conditional put in the order's journal"),
            Map.entry("order.stock-reserved.v1", "inventory holds every line"),
            Map.entry("order.payment-requested.v1", "payment is asked for"),
            Map.entry("order.paid.v1", "the gateway captured the money, once"),
            Map.entry("order.payment-declined.v1", "the gateway said no"),
            Map.entry("order.shipment-requested.v1", "the carrier is asked for"),
            Map.entry("order.shipped.v1", "the parcel has left"),
            Map.entry("order.stock-release-requested.v1", "compensation: the reserved goods go back"),
            Map.entry("order.stock-released.v1", "they are available again"),
            Map.entry("order.completed.v1", "the end"),
            Map.entry("order.rejected.v1", "the end, with nothing left half done"),
            Map.entry("order.cancelled.v1", "the end, with nothing left half done"));

    private final Api api;
    private final Progress progress;

    Timeline(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** The types of the order's events; the last one ends it, unless time ran out. */
    List<String> follow(String orderId, String token) {
        List<JsonNode> shown = new ArrayList<>();
        Wait.upTo(PATIENCE, () -> {
            JsonNode events = api.get("/v1/orders/" + orderId + "/events?limit=100", token)
                    .expected()
                    .required("items");
            for (JsonNode event : events.valueStream().skip(shown.size()).toList()) {
                shown.add(event);
                print(event, shown.getFirst());
            }
            return hasEnded(shown) ? Optional.of(shown) : Optional.empty();
        });
        return shown.stream().map(Timeline::typeOf).toList();
    }

    private static boolean hasEnded(List<JsonNode> events) {
        return !events.isEmpty() && ENDS.contains(typeOf(events.getLast()));
    }

    private static String typeOf(JsonNode event) {
        return event.required("type").asString();
    }

    private void print(JsonNode event, JsonNode first) {
        Duration since = Duration.between(at(first), at(event));
        progress.line(String.format(
                Locale.ROOT,
                "    %+7.3f s  %2d  %-32s %s",
                since.toMillis() / 1000.0,
                event.required("version").asLong(),
                typeOf(event).replaceFirst("\\.v\\d+$", ""),
                MEANINGS.getOrDefault(typeOf(event), "") + reason(event)));
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.required("at").asString());
    }

    private static String reason(JsonNode event) {
        String reason = event.path("data").path("reason").asString("");
        return reason.isEmpty() ? "" : " (" + reason.toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
}
