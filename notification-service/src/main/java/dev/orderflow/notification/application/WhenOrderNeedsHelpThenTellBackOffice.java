package dev.orderflow.notification.application;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentFailed;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.StreamId;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.notification.application.letters.BackOfficeNotes;
import java.util.List;

/** Stock that was short, a carrier that refused, a step that nobody answered. */
public final class WhenOrderNeedsHelpThenTellBackOffice implements Subscriber {
    private final BackOffice backOffice;

    public WhenOrderNeedsHelpThenTellBackOffice(BackOffice backOffice) {
        this.backOffice = backOffice;
    }

    @Override
    public String name() {
        return "when-order-needs-help-then-tell-back-office";
    }

    @Override
    public boolean wants(String category) {
        return category.equals("order");
    }

    @Override
    public void apply(StreamId stream, List<Commit> commits) {
        Occasion.each(commits, this::tell);
    }

    private void tell(Occasion occasion, DomainEvent event) {
        if (event instanceof OrderRejected rejected && rejected.reason() == RejectionReason.OUT_OF_STOCK) {
            backOffice.tell(
                    occasion, rejected.orderId(), "stock-shortage", "", BackOfficeNotes.stockShortage(rejected));
        } else if (event instanceof OrderShipmentFailed failed) {
            backOffice.tell(occasion, failed.orderId(), "shipment-failed", "", BackOfficeNotes.shipmentFailed(failed));
        } else if (event instanceof OrderStepTimedOut timedOut) {
            backOffice.tell(
                    occasion,
                    timedOut.orderId(),
                    "step-timed-out",
                    timedOut.step().name(),
                    BackOfficeNotes.stepTimedOut(timedOut));
        }
    }
}
