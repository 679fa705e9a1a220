package dev.orderflow.inventory.application.fulfilment;

import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.SkuQuantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an order wants from the warehouse. */
final class OrderLines {
    private OrderLines() {}

    /** One line a product, also should an order ever name one twice: two halves must not be promised the same pieces. */
    static List<SkuQuantity> quantities(OrderPlaced placed) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        for (OrderLine line : placed.lines()) {
            pieces.merge(line.sku(), line.quantity(), Math::addExact);
        }
        List<SkuQuantity> lines = new ArrayList<>();
        pieces.forEach((sku, quantity) -> lines.add(new SkuQuantity(sku, quantity)));
        return lines;
    }
}
