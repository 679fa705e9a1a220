package dev.orderflow.notification.application.letters;

import dev.orderflow.events.Contact;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import dev.orderflow.notification.application.Notice.Letter;
import dev.orderflow.notification.application.letters.Page.Row;
import dev.orderflow.notification.application.orders.OrderFacts;
import java.util.ArrayList;
import java.util.List;

/** How an order ended, for its customer: what happened, why, what was given back. */
public final class CustomerLetters {
    private CustomerLetters() {}

    public static Letter completed(OrderFacts facts) {
        String tracking = facts.trackingNumber();
        return greeting(facts)
                .paragraph("your order " + facts.orderId() + " has left our warehouse"
                        + (tracking == null ? "." : ". Its tracking number is " + tracking + "."))
                .table(goods(facts))
                .paragraph("We have charged your card " + MoneyText.of(facts.total()) + ". Thank you for your order!")
                .letter("Your order " + facts.orderId() + " is on its way");
    }

    public static Letter rejected(OrderFacts facts, RejectionReason reason) {
        Page page = greeting(facts)
                .paragraph("we are sorry: we cannot serve your order " + facts.orderId() + ". " + why(facts, reason));
        if (!facts.shortages().isEmpty()) {
            page.table(shortages(facts));
        }
        return money(page, facts).letter("We could not serve your order " + facts.orderId());
    }

    public static Letter cancelled(OrderFacts facts, String reason) {
        Page page = greeting(facts).paragraph("your order " + facts.orderId() + " is cancelled, as was asked for.");
        if (!reason.isBlank()) {
            page.paragraph("Reason given: " + reason);
        }
        return money(page, facts).letter("Your order " + facts.orderId() + " is cancelled");
    }

    private static Page greeting(OrderFacts facts) {
        Contact contact = facts.contact();
        String name = contact == null || contact.name().isBlank()
                ? "customer"
                : contact.name().strip();
        return new Page().paragraph("Dear " + name + ",");
    }

    private static String why(OrderFacts facts, RejectionReason reason) {
        return switch (reason) {
            case OUT_OF_STOCK -> "We do not have enough in stock of:";
            case PAYMENT_DECLINED ->
                "Your card was declined" + (facts.declineReason() == null ? "." : " (" + facts.declineReason() + ").");
            case SHIPMENT_FAILED ->
                "The carrier could not take it"
                        + (facts.shipmentFailure() == null ? "." : " (" + facts.shipmentFailure() + ").");
            case TIMED_OUT -> "One of its steps took too long.";
        };
    }

    private static Page money(Page page, OrderFacts facts) {
        if (facts.refunded()) {
            return page.paragraph("We have given " + MoneyText.of(facts.total())
                    + " back to your card; your bank may need some days to show it.");
        }
        return facts.paid() ? page : page.paragraph("Your card has not been charged.");
    }

    private static List<Row> goods(OrderFacts facts) {
        List<Row> rows = new ArrayList<>();
        for (OrderLine line : facts.lines()) {
            rows.add(new Row(
                    line.quantity() + " x " + line.description(),
                    MoneyText.of(line.unitPrice().times(line.quantity())),
                    false));
        }
        int more = facts.lineCount() - facts.lines().size();
        if (more > 0) {
            rows.add(new Row("and " + more + " more", "", false));
        }
        rows.add(new Row("Total", MoneyText.of(facts.total()), true));
        return rows;
    }

    private static List<Row> shortages(OrderFacts facts) {
        List<Row> rows = new ArrayList<>();
        for (Shortage shortage : facts.shortages()) {
            String name = facts.lines().stream()
                    .filter(line -> line.sku().equals(shortage.sku()))
                    .map(OrderLine::description)
                    .findFirst()
                    .orElse(shortage.sku());
            rows.add(new Row(name, shortage.available() + " of " + shortage.requested(), false));
        }
        return rows;
    }
}
