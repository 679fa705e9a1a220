package dev.orderflow.launcher.checker;

import dev.orderflow.launcher.checker.Story.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Of money: the gateway's ledger is the judge. */
final class MoneyChecks {
    private final Evidence evidence;
    private final Story story;
    private final List<Violation> found;
    private final Map<String, List<JsonNode>> charges = new HashMap<>();
    private final Map<String, List<JsonNode>> refunds = new HashMap<>();

    MoneyChecks(Evidence evidence, Story story, List<Violation> found) {
        this.evidence = evidence;
        this.story = story;
        this.found = found;
    }

    void run() {
        Map<String, String> orderOfCharge = new HashMap<>();
        for (JsonNode entry : evidence.ledger()) {
            boolean charge = entry.path("type").asString().equals("charge");
            String order = charge
                    ? entry.path("reference").asString()
                    : orderOfCharge.getOrDefault(entry.path("chargeId").asString(), "");
            if (charge) {
                orderOfCharge.put(entry.path("id").asString(), order);
            }
            (charge ? charges : refunds)
                    .computeIfAbsent(order, first -> new ArrayList<>())
                    .add(entry);
        }
        charges.forEach((order, all) -> {
            if (all.size() > 1) {
                report(Rule.CHARGED_AT_MOST_ONCE, "order " + order + " was charged " + all.size() + " times");
            }
            if (story.order(order).isEmpty()) {
                report(Rule.LEDGER_AGREES, "the gateway charged for order " + order + ", which there is not");
            }
        });
        if (refunds.containsKey("")) {
            report(Rule.LEDGER_AGREES, "the gateway gave back what it never took: " + refunds.get(""));
        }
        story.orderIds().forEach(this::order);
        evidence.answers(Answers.REFUND).filter(Answers::isAccepted).forEach(this::acceptedRefund);
    }

    private void order(String orderId) {
        List<Event> payment = story.payment(orderId);
        long charged = sum(charges.getOrDefault(orderId, List.of()));
        long givenBack = sum(refunds.getOrDefault(orderId, List.of()));
        if (charged != amounts(Story.of(payment, "payment.captured.v1"))) {
            report(
                    Rule.LEDGER_AGREES,
                    "order " + orderId + ": the gateway took " + charged + ", the archive says "
                            + amounts(Story.of(payment, "payment.captured.v1")));
        }
        if (givenBack != amounts(Story.of(payment, "payment.refunded.v1"))) {
            report(
                    Rule.LEDGER_AGREES,
                    "order " + orderId + ": the gateway gave back " + givenBack + ", the archive says "
                            + amounts(Story.of(payment, "payment.refunded.v1")));
        }
        List<Event> events = story.order(orderId);
        if (Story.has(events, "order.completed.v1")) {
            long total = events.getFirst().data().path("total").path("amount").asLong();
            if (charged != total) {
                report(Rule.PAID_IF_COMPLETED, "order " + orderId + " of " + total + " was charged " + charged);
            }
        } else if (charged != givenBack) {
            report(
                    Rule.PAID_IF_COMPLETED,
                    "order " + orderId + " was not delivered: charged " + charged + ", given back " + givenBack);
        }
    }

    private void acceptedRefund(JsonNode answer) {
        String refundId = answer.path("refundId").asString();
        long made = Story.of(story.payment(answer.path("orderId").asString()), "payment.refunded.v1").stream()
                .filter(event -> event.text("refundId").equals(refundId))
                .count();
        if (made != 1) {
            report(
                    Rule.REFUND_COUNTS,
                    "refund " + refundId + " of order " + answer.path("orderId").asString() + " was made " + made
                            + " times");
        }
    }

    /** An intent to charge or refund whose outcome is not known yet. */
    static boolean isUnderWay(List<Event> payment) {
        boolean charging = Story.has(payment, "payment.capture-intended.v1")
                && !Story.has(payment, "payment.captured.v1")
                && !Story.has(payment, "payment.declined.v1");
        return charging
                || Story.of(payment, "payment.refund-intended.v1").size()
                        > Story.of(payment, "payment.refunded.v1").size();
    }

    private static long sum(List<JsonNode> entries) {
        return entries.stream()
                .mapToLong(entry -> entry.path("amount").asLong())
                .sum();
    }

    private static long amounts(List<Event> events) {
        return events.stream()
                .mapToLong(event -> event.data().path("amount").path("amount").asLong())
                .sum();
    }

    private void report(Rule rule, String what) {
        found.add(new Violation(rule, what));
    }
}
