package dev.orderflow.order.application.importing;

import dev.orderflow.events.Contact;
import dev.orderflow.events.ImportEvent.RefusedRow;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.order.application.placing.PlaceOrderRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An order that a file asks for.
 *
 * @param rows at least one, of one invoice and one customer
 */
record Wish(String invoice, String customerId, List<OrderRow> rows) {
    /** Approved by every gateway that speaks in test cards: the invoices were paid long ago. */
    private static final String CARD = "tok_approve";

    Wish {
        rows = List.copyOf(rows);
    }

    /** The same product in several rows is ordered in one line. */
    List<SkuQuantity> lines() {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        rows.forEach(row -> quantities.merge(row.sku(), row.quantity(), Math::addExact));
        List<SkuQuantity> lines = new ArrayList<>(quantities.size());
        quantities.forEach((sku, quantity) -> lines.add(new SkuQuantity(sku, quantity)));
        return lines;
    }

    List<Long> lineNumbers() {
        return rows.stream().map(OrderRow::line).toList();
    }

    /** The order's id follows from customer and invoice, so the same invoice is the same order in every file. */
    PlaceOrderRequest request() {
        String number = customerId.substring(1);
        return new PlaceOrderRequest(
                customerId,
                "import:" + invoice,
                lines(),
                CARD,
                new Contact("Customer " + number, "customer-" + number + "@example.test"),
                null,
                null);
    }

    /** All rows, where the order as a whole cannot be. */
    List<RefusedRow> refusedFor(RefusalReason reason, String detail) {
        return rows.stream().map(row -> reason.of(row.line(), invoice, detail)).toList();
    }
}
