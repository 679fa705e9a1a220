package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.summary.OrderSummary;
import java.time.Instant;

/** An order in a list. */
record OrderSummaryBody(
        String orderId,
        String customerId,
        OrderStatus status,
        long version,
        Instant placedAt,
        Instant updatedAt,
        int lineCount,
        Money total) {

    static OrderSummaryBody of(View<OrderSummary> view) {
        OrderSummary order = view.value();
        return new OrderSummaryBody(
                order.orderId(),
                order.customerId(),
                order.status(),
                view.version(),
                order.placedAt(),
                order.updatedAt(),
                order.lineCount(),
                order.total());
    }
}
