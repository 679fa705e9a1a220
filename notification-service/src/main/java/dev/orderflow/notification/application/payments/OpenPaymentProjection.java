package dev.orderflow.notification.application.payments;

import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.eventstore.view.StreamProjection;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.Views;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps when each payment began, to know how long its outcome has been open. */
public final class OpenPaymentProjection extends StreamProjection<OpenPayment> {
    public static final ViewDefinition<OpenPayment> DEFINITION =
            new ViewDefinition<>("open-payments", OpenPayment.class, List.of());

    public OpenPaymentProjection(Views<OpenPayment> views) {
        super("open-payments", "payment", views);
    }

    @Override
    protected @Nullable OpenPayment evolve(@Nullable OpenPayment payment, DomainEvent event, Context context) {
        if (payment != null) {
            return payment;
        }
        return event instanceof PaymentEvent first ? new OpenPayment(first.orderId(), context.recordedAt()) : null;
    }
}
