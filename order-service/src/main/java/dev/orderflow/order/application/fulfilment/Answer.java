package dev.orderflow.order.application.fulfilment;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.CaptureIntended;
import dev.orderflow.events.PaymentEvent.CaptureNotFoundAtGateway;
import dev.orderflow.events.PaymentEvent.CaptureOutcomeUnknown;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundAttemptFailed;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.PaymentEvent.RefundNotNeeded;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.order.application.OrderCauses;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.orderflow.order.domain.OrderCommand.RecordRefunded;
import dev.orderflow.order.domain.OrderCommand.RecordShipmentFailed;
import dev.orderflow.order.domain.OrderCommand.RecordShipped;
import dev.orderflow.order.domain.OrderCommand.RecordStockRefused;
import dev.orderflow.order.domain.OrderCommand.RecordStockReleased;
import dev.orderflow.order.domain.OrderCommand.RecordStockReserved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a participant's fact means for an order.
 *
 * @param source the fact alone, in its commit's place
 */
record Answer(String orderId, OrderCommand command, Commit source) {
    /** By this name payment knows that a refund was asked for by an order rather than by an operator. */
    private static final String REQUESTED_BY_ORDER = "order";

    Cause cause() {
        return OrderCauses.of(orderId, Cause.of(source));
    }

    /** The answers in a commit, in order; what is none, or is not known to this build, is left out. */
    static List<Answer> in(Commit commit) {
        List<Answer> answers = new ArrayList<>();
        long version = commit.firstVersion();
        for (DomainEvent event : commit.events()) {
            Commit alone = new Commit(commit.streamId(), version++, List.of(event), commit.metadata());
            if (event instanceof WarehouseEvent fact) {
                of(alone, fact).ifPresent(answers::add);
            } else if (event instanceof PaymentEvent fact) {
                of(alone, fact).ifPresent(answers::add);
            }
        }
        return answers;
    }

    private static Optional<Answer> of(Commit alone, WarehouseEvent event) {
        return switch (event) {
            case StockReserved fact -> answer(alone, fact.orderId(), new RecordStockReserved());
            case StockReservationRefused fact ->
                answer(alone, fact.orderId(), new RecordStockRefused(fact.shortages()));
            case StockReleased fact -> answer(alone, fact.orderId(), new RecordStockReleased());
            case ShipmentDispatched fact ->
                answer(alone, fact.orderId(), new RecordShipped(fact.shipmentId(), fact.trackingNumber()));
            case ShipmentFailed fact -> answer(alone, fact.orderId(), new RecordShipmentFailed(fact.reason()));
            case StockReceived _, StockAdjusted _ -> Optional.empty();
        };
    }

    private static Optional<Answer> of(Commit alone, PaymentEvent event) {
        return switch (event) {
            case PaymentCaptured fact -> answer(alone, fact.orderId(), new RecordPaymentCaptured());
            case PaymentDeclined fact -> answer(alone, fact.orderId(), new RecordPaymentDeclined(fact.reason()));
            case PaymentRefunded fact ->
                // An operator's gesture of goodwill is no step of the order's.
                fact.requestedBy().equals(REQUESTED_BY_ORDER)
                        ? answer(alone, fact.orderId(), new RecordRefunded())
                        : Optional.empty();
            case RefundNotNeeded fact -> answer(alone, fact.orderId(), new RecordRefunded());
            // The outcome is not known yet: only captured, declined or refunded moves an order on.
            case CaptureIntended _,
                    CaptureOutcomeUnknown _,
                    CaptureNotFoundAtGateway _,
                    RefundIntended _,
                    RefundAttemptFailed _ -> Optional.empty();
        };
    }

    private static Optional<Answer> answer(Commit alone, String orderId, OrderCommand command) {
        return Optional.of(new Answer(orderId, command, alone));
    }
}
