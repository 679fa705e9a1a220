package dev.orderflow.notification.application.orders;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompensationRequested;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentDeclined;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.OrderEvent.OrderRefunded;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentFailed;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStepRetryRequested;
import dev.orderflow.events.OrderEvent.OrderStepSkipped;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.OrderEvent.OrderStockReleased;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a letter will need, from the order's own events. */
public final class OrderFactsProjection extends StreamProjection<OrderFacts> {
    /** As operators name it. */
    public static final String READ_MODEL = "order-facts";

    public static final ViewDefinition<OrderFacts> DEFINITION =
            new ViewDefinition<>(READ_MODEL, OrderFacts.class, List.of());

    public OrderFactsProjection(Views<OrderFacts> views) {
        super("order-facts", "order", views);
    }

    @Override
    protected @Nullable OrderFacts evolve(@Nullable OrderFacts facts, DomainEvent event, Context context) {
        return event instanceof OrderEvent known ? evolve(facts, known) : facts;
    }

    private static OrderFacts placed(OrderPlaced placed) {
        return new OrderFacts(
                placed.orderId(),
                placed.customerId(),
                placed.contact(),
                first(placed.lines()),
                placed.lines().size(),
                placed.total(),
                false,
                false,
                null,
                null,
                null,
                List.of());
    }

    private static OrderFacts evolve(@Nullable OrderFacts facts, OrderEvent event) {
        if (event instanceof OrderPlaced placed) {
            return placed(placed);
        }
        if (facts == null) {
            throw new IllegalStateException("An order began with " + event);
        }
        return after(facts, event);
    }

    private static OrderFacts after(OrderFacts facts, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> placed(placed);
            case OrderPaid _ -> facts.with(draft -> draft.paid = true);
            case OrderRefunded _ -> facts.with(draft -> draft.refunded = true);
            case OrderPaymentDeclined declined -> facts.with(draft -> draft.declineReason = declined.reason());
            case OrderShipmentFailed failed -> facts.with(draft -> draft.shipmentFailure = failed.reason());
            case OrderShipped shipped -> facts.with(draft -> draft.trackingNumber = shipped.trackingNumber());
            case OrderRejected rejected -> facts.with(draft -> draft.shortages = first(rejected.shortages()));
            case OrderStockReserved _,
                    OrderPaymentRequested _,
                    OrderShipmentRequested _,
                    OrderStepRetried _,
                    OrderStepTimedOut _,
                    OrderStepRetryRequested _,
                    OrderStepSkipped _,
                    OrderCompensationRequested _,
                    OrderCancellationRequested _,
                    OrderRefundRequested _,
                    OrderStockReleaseRequested _,
                    OrderStockReleased _,
                    OrderCompleted _,
                    OrderCancelled _ -> facts;
        };
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), OrderFacts.MOST_LINES));
    }
}
