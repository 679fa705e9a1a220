package dev.orderflow.launcher.checker;

import dev.orderflow.launcher.checker.Story.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Of goods: the warehouse's own history, folded anew. */
final class StockChecks {
    private final Evidence evidence;
    private final Story story;
    private final List<Violation> found;
    private final Map<String, Long> onHand = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Map<String, Long>> heldByOrder = new HashMap<>();
    private final Set<String> received = new HashSet<>();
    private final Set<String> reasons = new HashSet<>();
    private final Set<String> reserved = new HashSet<>();
    private final Set<String> shipped = new HashSet<>();

    StockChecks(Evidence evidence, Story story, List<Violation> found) {
        this.evidence = evidence;
        this.story = story;
        this.found = found;
    }

    void run() {
        story.warehouses().forEach(history -> history.forEach(this::fold));
        heldByOrder.forEach(
                (order, lines) -> report(Rule.STOCK_IS_CONSERVED, "order " + order + " still holds " + lines));
        for (String order : story.orderIds()) {
            boolean completed = Story.has(story.order(order), "order.completed.v1");
            if (completed != shipped.contains(order)) {
                report(
                        Rule.STOCK_IS_CONSERVED,
                        "order " + order + (completed ? " is completed and was not" : " is not" + " completed and was")
                                + " shipped");
            }
        }
        evidence.answers(Answers.RECEIPT).filter(Answers::isAccepted).forEach(receipt -> {
            if (!reasons.contains(receipt.path("reason").asString())) {
                report(
                        Rule.STOCK_IS_CONSERVED,
                        "receipt '" + receipt.path("reason").asString() + "' has no effect");
            }
        });
        evidence.answers(Answers.STOCK_AT_END).forEach(this::view);
    }

    private void fold(Event event) {
        String order = event.text("orderId");
        switch (event.type()) {
            case "warehouse.stock-received.v1" -> {
                String key = event.text("receiptId");
                if (!received.add(key)) {
                    report(Rule.STOCK_IS_CONSERVED, "receipt " + key + " counted twice");
                }
                reasons.add(event.text("reason"));
                lines(event).forEach((sku, quantity) -> onHand.merge(sku, quantity, Long::sum));
            }
            case "warehouse.stock-adjusted.v1" ->
                onHand.merge(event.text("sku"), event.data().path("delta").asLong(), Long::sum);
            case "warehouse.stock-reserved.v1" -> {
                if (!reserved.add(order)) {
                    report(Rule.STOCK_IS_CONSERVED, "order " + order + " was reserved for twice");
                }
                heldByOrder.put(order, lines(event));
                lines(event).forEach((sku, quantity) -> held.merge(sku, quantity, Long::sum));
            }
            case "warehouse.stock-released.v1" -> end(order, event, false);
            case "warehouse.shipment-dispatched.v1" -> {
                end(order, event, true);
                if (!shipped.add(order)) {
                    report(Rule.SHIPPED_IF_PAID, "order " + order + " was shipped twice");
                }
                if (!Story.has(story.payment(order), "payment.captured.v1")) {
                    report(Rule.SHIPPED_IF_PAID, "order " + order + " was shipped and never paid");
                }
            }
            default -> {
                // Moves nothing: a refusal, a failed shipment, or what a later version of the suite adds.
            }
        }
        check(event);
    }

    private void end(String order, Event event, boolean leaves) {
        Map<String, Long> was = heldByOrder.remove(order);
        Map<String, Long> now = lines(event);
        if (!now.equals(was == null ? Map.of() : was)) {
            report(
                    Rule.STOCK_IS_CONSERVED,
                    "order " + order + " held " + was + " and " + event.type() + " says " + now);
        }
        now.forEach((sku, quantity) -> {
            held.merge(sku, -quantity, Long::sum);
            if (leaves) {
                onHand.merge(sku, -quantity, Long::sum);
            }
        });
    }

    private void check(Event event) {
        for (String sku : touched(event)) {
            long available = onHand.getOrDefault(sku, 0L) - held.getOrDefault(sku, 0L);
            if (available < 0 || onHand.getOrDefault(sku, 0L) < 0 || held.getOrDefault(sku, 0L) < 0) {
                report(
                        Rule.NEVER_OVERSOLD,
                        sku + " has " + onHand.getOrDefault(sku, 0L) + " on hand and " + held.getOrDefault(sku, 0L)
                                + " held after " + event);
            }
        }
    }

    private static Set<String> touched(Event event) {
        Set<String> skus = new HashSet<>(lines(event).keySet());
        if (event.data().has("sku")) {
            skus.add(event.text("sku"));
        }
        return skus;
    }

    private static Map<String, Long> lines(Event event) {
        Map<String, Long> lines = new HashMap<>();
        for (JsonNode line : event.data().path("lines")) {
            lines.merge(line.path("sku").asString(), line.path("quantity").asLong(), Long::sum);
        }
        return lines;
    }

    private void view(JsonNode atEnd) {
        String sku = atEnd.path("sku").asString();
        if (atEnd.path("onHand").asLong() != onHand.getOrDefault(sku, 0L)
                || atEnd.path("reserved").asLong() != held.getOrDefault(sku, 0L)) {
            report(
                    Rule.VIEWS_AGREE,
                    sku + " is shown with " + atEnd.path("onHand") + " on hand and "
                            + atEnd.path("reserved") + " held; its history says " + onHand.getOrDefault(sku, 0L)
                            + " and "
                            + held.getOrDefault(sku, 0L));
        }
    }

    private void report(Rule rule, String what) {
        found.add(new Violation(rule, what));
    }
}
