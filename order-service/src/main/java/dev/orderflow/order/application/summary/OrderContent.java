package dev.orderflow.order.application.summary;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an order consists of: written once, when it was placed. */
public record OrderContent(
        String orderId,
        List<OrderLine> lines,
        @Nullable Contact contact,
        @Nullable Address shipTo) {
    public OrderContent {
        lines = List.copyOf(lines);
    }

    static OrderContent of(OrderPlaced placed) {
        return new OrderContent(placed.orderId(), placed.lines(), placed.contact(), placed.shipTo());
    }
}
