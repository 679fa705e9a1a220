package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.events.SkuQuantity;
import dev.orderflow.eventstore.service.application.audit.AuditedOrder.Mark;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation.Rule;
import dev.orderflow.eventstore.service.application.audit.OrderRules.Judge;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What may happen to reservations. */
final class StockRules {
    private StockRules() {}

    static AuditedOrder reserved(AuditedOrder order, List<SkuQuantity> lines, Judge judge) {
        if (order.has(Mark.RESERVED)) {
            judge.broken(Rule.RESERVATION_ENDS_ONCE, "reserved a second time");
        }
        return order.with(Mark.RESERVED).with(Mark.HELD).reserving(text(lines));
    }

    static AuditedOrder released(AuditedOrder order, List<SkuQuantity> lines, Judge judge) {
        // Nothing is released for an order that holds nothing: it says so, and moves no stock.
        return lines.isEmpty() && !order.has(Mark.HELD) ? order : ended(order, lines, "released", judge);
    }

    static AuditedOrder dispatched(AuditedOrder order, List<SkuQuantity> lines, Judge judge) {
        return ended(order, lines, "dispatched", judge).with(Mark.DISPATCHED);
    }

    private static AuditedOrder ended(AuditedOrder order, List<SkuQuantity> lines, String how, Judge judge) {
        if (!order.has(Mark.HELD)) {
            judge.broken(Rule.RESERVATION_ENDS_ONCE, how + ", and nothing is held");
        } else if (!text(lines).equals(order.reserved())) {
            judge.broken(
                    Rule.RESERVATION_ENDS_ONCE, how + " " + text(lines) + ", where " + order.reserved() + " was held");
        }
        return order.without(Mark.HELD);
    }

    private static String text(List<SkuQuantity> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(SkuQuantity::sku))
                .map(line -> line.quantity() + "×" + line.sku())
                .collect(Collectors.joining(" "));
    }
}
