package dev.orderflow.notification.application.orders;

import dev.orderflow.events.Contact;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.Shortage;
import java.util.List;
import java.util.function.Consumer;
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

    OrderFacts with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new OrderFacts(
                orderId,
                customerId,
                contact,
                lines,
                lineCount,
                total,
                draft.paid,
                draft.refunded,
                draft.declineReason,
                draft.shipmentFailure,
                draft.trackingNumber,
                draft.shortages);
    }

    /** What an event after the first may change. */
    static final class Draft {
        boolean paid;
        boolean refunded;

        @Nullable
        String declineReason;

        @Nullable
        String shipmentFailure;

        @Nullable
        String trackingNumber;

        List<Shortage> shortages;

        private Draft(OrderFacts before) {
            paid = before.paid;
            refunded = before.refunded;
            declineReason = before.declineReason;
            shipmentFailure = before.shipmentFailure;
            trackingNumber = before.trackingNumber;
            shortages = before.shortages;
        }
    }
}
