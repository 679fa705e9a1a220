package dev.orderflow.order.adapter.rest;

import dev.orderflow.events.Address;
import dev.orderflow.events.Contact;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.Shortage;
import dev.orderflow.eventstore.view.Views.View;
import dev.orderflow.order.application.summary.OrderContent;
import dev.orderflow.order.application.summary.OrderSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as clients read it; what is null is left out. */
record OrderBody(
        String orderId,
        String customerId,
        OrderStatus status,
        long version,
        Instant placedAt,
        Instant updatedAt,
        List<OrderLine> lines,
        Money total,
        @Nullable Contact contact,
        @Nullable Address shipTo,
        @Nullable Payment payment,
        OrderSummary.@Nullable Shipment shipment,
        @Nullable Rejection rejection,
        OrderSummary.@Nullable Cancellation cancellation) {

    record Payment(String paymentId, @Nullable String declineReason) {}

    record Rejection(RejectionReason reason, @Nullable List<Shortage> shortages) {}

    static OrderBody of(View<OrderSummary> view, OrderContent content) {
        OrderSummary order = view.value();
        return new OrderBody(
                order.orderId(),
                order.customerId(),
                order.status(),
                view.version(),
                order.placedAt(),
                order.updatedAt(),
                content.lines(),
                order.total(),
                content.contact(),
                content.shipTo(),
                order.paymentId() == null ? null : new Payment(order.paymentId(), order.declineReason()),
                order.shipment(),
                rejection(order.rejection()),
                order.cancellation());
    }

    private static @Nullable Rejection rejection(OrderSummary.@Nullable Rejection rejection) {
        if (rejection == null) {
            return null;
        }
        return new Rejection(rejection.reason(), rejection.shortages().isEmpty() ? null : rejection.shortages());
    }
}
