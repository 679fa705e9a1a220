package dev.orderflow.order.domain;

import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.decision.DerivedIds;
import java.util.regex.Pattern;

/** Ids of orders and of what belongs to them, each derived from its cause. */
public final class OrderIds {
    private static final String CATEGORY = "order";
    private static final Pattern SHAPE = Pattern.compile("o[a-z2-7]{26}");

    private OrderIds() {}

    /** One customer's key names one order for ever: the first append is the idempotency record. */
    public static String orderId(String customerId, String idempotencyKey) {
        return DerivedIds.of("o", customerId, idempotencyKey);
    }

    /** An order is paid once, so its id is enough to know its payment by. */
    static String paymentId(String orderId) {
        return DerivedIds.of("p", orderId);
    }

    /** One key names one action on an order for ever. */
    public static String actionId(String orderId, String idempotencyKey) {
        return DerivedIds.of("a", orderId, idempotencyKey);
    }

    public static StreamId stream(String orderId) {
        return new StreamId(CATEGORY, orderId);
    }

    /** Whether a text from outside can be an order id at all. */
    public static boolean isOrderId(String text) {
        return SHAPE.matcher(text).matches();
    }
}
