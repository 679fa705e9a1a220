package dev.orderflow.launcher.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What the archive tells: each journal's events in version order, each version once. */
final class Story {
    /** @param type such as {@code order.placed.v1} */
    record Event(String type, JsonNode data) {
        String text(String field) {
            return data.path(field).asString();
        }
    }

    private final Map<String, List<Event>> journals = new LinkedHashMap<>();

    private Story() {}

    static Story of(List<Seen> archive) {
        Map<String, Map<Long, Seen>> commits = new TreeMap<>();
        for (Seen record : archive) {
            if (record.firstVersion() > 0) {
                commits.computeIfAbsent(record.journal(), first -> new HashMap<>())
                        .putIfAbsent(record.firstVersion(), record);
            }
        }
        Story story = new Story();
        commits.forEach((journal, versions) -> story.journals.put(
                journal,
                versions.values().stream()
                        .sorted(Comparator.comparingLong(Seen::firstVersion))
                        .flatMap(commit -> commit.events().stream())
                        .map(event -> new Event(event.path("type").asString(), event.path("data")))
                        .toList()));
        return story;
    }

    /** Empty where there is none. */
    List<Event> journal(String name) {
        return journals.getOrDefault(name, List.of());
    }

    List<Event> order(String orderId) {
        return journal("order-" + orderId);
    }

    List<Event> payment(String orderId) {
        return journal("payment-" + orderId);
    }

    List<String> orderIds() {
        return journals.keySet().stream()
                .filter(name -> name.startsWith("order-"))
                .map(name -> name.substring("order-".length()))
                .toList();
    }

    /** Of all warehouses: nearly always there is one. */
    List<List<Event>> warehouses() {
        List<List<Event>> all = new ArrayList<>();
        journals.forEach((name, events) -> {
            if (name.startsWith("warehouse-")) {
                all.add(events);
            }
        });
        return all;
    }

    static List<Event> of(List<Event> events, String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    static boolean has(List<Event> events, String type) {
        return !of(events, type).isEmpty();
    }
}
