package dev.orderflow.launcher.checker;

import dev.orderflow.launcher.checker.Story.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Of orders: what clients were answered against what the archive says. */
final class OrderChecks {
    private static final String PLACED = "order.placed.v1";

    static final Map<String, String> ENDS = Map.of(
            "order.completed.v1", "COMPLETED", "order.rejected.v1", "REJECTED", "order.cancelled.v1", "CANCELLED");

    private final Evidence evidence;
    private final Story story;
    private final List<Violation> found;

    OrderChecks(Evidence evidence, Story story, List<Violation> found) {
        this.evidence = evidence;
        this.story = story;
        this.found = found;
    }

    void run() {
        Map<String, List<JsonNode>> asked = new TreeMap<>();
        evidence.answers(Answers.ORDER)
                .forEach(answer -> asked.computeIfAbsent(key(answer), first -> new ArrayList<>())
                        .add(answer));
        Map<String, String> placedByKey = placed(asked);
        asked.forEach((key, answers) -> answersOf(key, answers, placedByKey));
        story.orderIds().forEach(this::ending);
        evidence.answers(Answers.CANCELLATION).filter(Answers::isAccepted).forEach(this::cancellation);
        evidence.answers(Answers.ORDER_AT_END).forEach(this::view);
        evidence.answers(Answers.PARKED_AT_END).forEach(parked -> {
            if (!parked.path("streams").isEmpty()) {
                report(Rule.NOTHING_IS_PARKED, "parked are " + parked.path("streams"));
            }
        });
    }

    private static String key(JsonNode answer) {
        return answer.path("customer").asString() + " " + answer.path("key").asString();
    }

    /** What the archive placed must have been asked for. */
    private Map<String, String> placed(Map<String, List<JsonNode>> asked) {
        Map<String, String> placedByKey = new HashMap<>();
        for (String orderId : story.orderIds()) {
            List<Event> placings = Story.of(story.order(orderId), PLACED);
            if (placings.size() != 1) {
                report(Rule.ACCEPTED_IS_KEPT, "order " + orderId + " was placed " + placings.size() + " times");
                continue;
            }
            Event placed = placings.getFirst();
            String key = placed.text("customerId") + " " + placed.text("idempotencyKey");
            String before = placedByKey.put(key, orderId);
            if (before != null) {
                report(Rule.SAME_KEY_SAME_ANSWER, key + " made two orders, " + before + " and " + orderId);
            }
            List<JsonNode> requests = asked.getOrDefault(key, List.of()).stream()
                    .filter(request -> isContentOf(request.path("content"), placed))
                    .toList();
            if (requests.isEmpty()) {
                report(Rule.NOTHING_FROM_NOWHERE, "nobody asked for order " + orderId + " of " + key + " as it is");
            } else if (requests.stream().allMatch(Answers::isRefused)) {
                report(Rule.REFUSED_LEFT_NO_TRACE, "order " + orderId + " of " + key + " was refused and is there");
            }
        }
        return placedByKey;
    }

    private static boolean isContentOf(JsonNode content, Event placed) {
        Map<String, Integer> asked = new HashMap<>();
        content.path("lines")
                .properties()
                .forEach(line -> asked.put(line.getKey(), line.getValue().asInt()));
        Map<String, Integer> got = new HashMap<>();
        placed.data()
                .path("lines")
                .forEach(line -> got.merge(
                        line.path("sku").asString(), line.path("quantity").asInt(), Integer::sum));
        return asked.equals(got) && content.path("card").asString().equals(placed.text("card"));
    }

    private void answersOf(String key, List<JsonNode> answers, Map<String, String> placedByKey) {
        Set<String> orders = new HashSet<>();
        Set<String> contents = new HashSet<>();
        for (JsonNode answer : answers) {
            if (Answers.isAccepted(answer)) {
                orders.add(answer.path("orderId").asString());
                contents.add(answer.path("content").toString());
            }
        }
        if (orders.size() > 1) {
            report(Rule.SAME_KEY_SAME_ANSWER, key + " was answered with the orders " + orders);
        }
        if (contents.size() > 1) {
            report(Rule.SAME_KEY_SAME_ANSWER, key + " was accepted with more than one content");
        }
        for (String orderId : orders) {
            if (!orderId.equals(placedByKey.get(key))) {
                report(Rule.ACCEPTED_IS_KEPT, "order " + orderId + " of " + key + " was accepted and is not there");
            }
        }
    }

    private void ending(String orderId) {
        List<Event> events = story.order(orderId);
        List<String> ends = events.stream()
                .map(event -> ENDS.get(event.type()))
                .filter(end -> end != null)
                .toList();
        if (ends.size() != 1) {
            report(
                    Rule.EVERY_ORDER_ENDS,
                    "order " + orderId + " has the ends " + ends + " after "
                            + events.getLast().type());
        }
    }

    /** A parcel that was asked for before may be on its way; an order that is being undone already needs no second reason. */
    private void cancellation(JsonNode accepted) {
        String orderId = accepted.path("orderId").asString();
        List<Event> events = story.order(orderId);
        List<String> types = events.stream().map(Event::type).toList();
        int cancelled = types.indexOf("order.cancellation-requested.v1");
        if (types.contains("order.completed.v1")) {
            int shipping = types.indexOf("order.shipment-requested.v1");
            if (cancelled < 0 || shipping < 0 || cancelled < shipping) {
                report(Rule.CANCELLATION_COUNTS, "order " + orderId + " was cancelled in time and completed");
            }
        } else if (cancelled < 0 && !types.contains("order.cancelled.v1") && !types.contains("order.rejected.v1")) {
            report(Rule.CANCELLATION_COUNTS, "of the cancellation of " + orderId + " there is no trace");
        }
    }

    private void view(JsonNode atEnd) {
        String orderId = atEnd.path("orderId").asString();
        String told = atEnd.path("state").asString();
        String end = story.order(orderId).stream()
                .map(event -> ENDS.getOrDefault(event.type(), ""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("none");
        if (!told.equals(end)) {
            report(Rule.VIEWS_AGREE, "order " + orderId + " is shown as " + told + ", its end is " + end);
        }
    }

    private void report(Rule rule, String what) {
        found.add(new Violation(rule, what));
    }
}
