package dev.orderflow.notification.application.orders;

import dev.orderflow.events.Contact;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a letter about an order says.
 *
 * @param contact null for orders that came without one; nobody is written to about them
 * @param lines the first {@link #MOST_LINES}: more would make a letter that nobody reads
 * @param lineCount of the whole order
 * @param paid the money was taken
 * @param refunded and went back
 */
public record OrderFacts(
        String orderId,
        String customerId,
        @Nullable Contact contact,
        List<OrderLine> lines,
        int lineCount,
        Money total,
        boolean paid,
        boolean refunded,
        @Nullable String declineReason,
        @Nullable String shipmentFailure,
        @Nullable String trackingNumber,
        List<Shortage> shortages) {
    public static final int MOST_LINES = 50;

    public OrderFacts {
        lines = List.copyOf(lines);
        shortages = List.copyOf(shortages);
    }

    OrderFacts withPaid() {
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                true,
                refunded,
                declineReason,
                shipmentFailure,
                trackingNumber,
                shortages);
    }

    OrderFacts withRefunded() {
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                paid,
                true,
                declineReason,
                shipmentFailure,
                trackingNumber,
                shortages);
    }

    OrderFacts withDeclineReason(String reason) {
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                paid,
                refunded,
                reason,
                shipmentFailure,
                trackingNumber,
                shortages);
    }

    OrderFacts withShipmentFailure(String reason) {
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                paid,
                refunded,
                declineReason,
                reason,
                trackingNumber,
                shortages);
    }

    OrderFacts withTrackingNumber(String number) {
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                paid,
                refunded,
                declineReason,
                shipmentFailure,
                number,
                shortages);
    }

    OrderFacts withShortages(List<Shortage> newShortages) {
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                paid,
                refunded,
                declineReason,
                shipmentFailure,
                trackingNumber,
                newShortages.subList(0, Math.min(newShortages.size(), MOST_LINES)));
    }
}
