package dev.orderflow.order.domain;

import dev.orderflow.events.Address;
import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderStatus;
import dev.orderflow.events.Shortage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order, one type for each stage.
 *
 * <pre>
 * AwaitingStock ─► (Reserved) ─► AwaitingPayment ─► (Paid) ─► AwaitingShipment ─► (Shipped) ─► Completed
 *      │                              │                            │
 *      └──────────┬───────────────────┘                            ▼
 *                 ▼                                            (Undoing) ─► AwaitingRefund
 *             (Undoing) ─► AwaitingRelease ─► (Undone) ─► Rejected | Cancelled  ◄─ by way of (Undoing)
 * </pre>
 *
 * Where an operator calls off a shipment that is not answered, the release comes first, by way of (CallingOff): it bars the
 * parcel. Only then the money goes back. If the parcel had left before, that is its answer, and the order is completed.
 *
 * Those in brackets are {@link Turning turning points}: a fact was recorded and {@link OrderFulfilmentProcess} says what
 * follows; both are one commit, so no order rests there.
 */
public sealed interface Order {

    /** Nothing was placed under this id. */
    record NotPlaced() implements Order {}

    /** What every placed order has. */
    sealed interface Placed extends Order {
        Details details();

        OrderStatus status();
    }

    /** A participant was asked and has not answered; sooner or later its answer, or a deadline, moves the order on. */
    sealed interface Waiting extends Placed {
        Asked asked();

        FulfilmentStep step();
    }

    /** A fact was recorded, and what follows from it is recorded in the same commit. */
    sealed interface Turning extends Placed {}

    /** Nothing more will happen. */
    sealed interface Ended extends Placed {}

    record AwaitingStock(Details details, Asked asked) implements Waiting {
        @Override
        public FulfilmentStep step() {
            return FulfilmentStep.RESERVE_STOCK;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.PLACED;
        }
    }

    record Reserved(Details details) implements Turning {
        @Override
        public OrderStatus status() {
            return OrderStatus.RESERVED;
        }
    }

    /** @param cancellation wanted while the capture was under way: its answer is awaited, then all is undone */
    record AwaitingPayment(
            Details details, Asked asked, @Nullable Cancellation cancellation) implements Waiting {
        @Override
        public FulfilmentStep step() {
            return FulfilmentStep.CAPTURE_PAYMENT;
        }

        @Override
        public OrderStatus status() {
            return cancellation == null ? OrderStatus.RESERVED : OrderStatus.CANCELLING;
        }
    }

    record Paid(Details details, @Nullable Cancellation cancellation) implements Turning {
        @Override
        public OrderStatus status() {
            return cancellation == null ? OrderStatus.PAID : OrderStatus.CANCELLING;
        }
    }

    /** @param cancellation wanted while the parcel was being handed over: too late if it has left, else all is undone */
    record AwaitingShipment(
            Details details, Asked asked, @Nullable Cancellation cancellation) implements Waiting {
        @Override
        public FulfilmentStep step() {
            return FulfilmentStep.SHIP;
        }

        @Override
        public OrderStatus status() {
            return cancellation == null ? OrderStatus.PAID : OrderStatus.CANCELLING;
        }
    }

    record Shipped(Details details) implements Turning {
        @Override
        public OrderStatus status() {
            return OrderStatus.PAID;
        }
    }

    /** Something was learnt after which the next thing in reverse is to be undone. */
    record Undoing(Details details, Outlook outlook) implements Turning {
        @Override
        public OrderStatus status() {
            return outlook.statusMeanwhile();
        }
    }

    /** An operator called the shipment off: the goods are released first, so that they cannot leave any more. */
    record CallingOff(Details details, Outlook outlook) implements Turning {
        @Override
        public OrderStatus status() {
            return outlook.statusMeanwhile();
        }
    }

    record AwaitingRefund(Details details, Asked asked, Outlook outlook) implements Waiting {
        @Override
        public FulfilmentStep step() {
            return FulfilmentStep.REFUND;
        }

        @Override
        public OrderStatus status() {
            return outlook.statusMeanwhile();
        }
    }

    record AwaitingRelease(Details details, Asked asked, Outlook outlook) implements Waiting {
        @Override
        public FulfilmentStep step() {
            return FulfilmentStep.RELEASE_STOCK;
        }

        @Override
        public OrderStatus status() {
            return outlook.statusMeanwhile();
        }
    }

    /** Everything that was done is undone. */
    record Undone(Details details, Outlook outlook) implements Turning {
        @Override
        public OrderStatus status() {
            return outlook.statusMeanwhile();
        }
    }

    record Completed(Details details) implements Ended {
        @Override
        public OrderStatus status() {
            return OrderStatus.COMPLETED;
        }
    }

    record Rejected(Details details, RejectionReason reason, List<Shortage> shortages) implements Ended {
        public Rejected {
            shortages = List.copyOf(shortages);
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.REJECTED;
        }
    }

    record Cancelled(Details details, String reason) implements Ended {
        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }
    }

    /**
     * What does not change with the stages, and what was learnt on the way. Lines are not here: no decision after the
     * first needs them.
     *
     * @param actions what operators did, by the id of the action: the same one is taken once
     */
    record Details(
            String orderId,
            String customerId,
            String requestDigest,
            Money total,
            String card,
            @Nullable Address shipTo,
            Learnt learnt,
            Map<String, OperatorAction> actions) {

        public Details {
            actions = Map.copyOf(actions);
        }

        Details learning(Learnt more) {
            return new Details(orderId, customerId, requestDigest, total, card, shipTo, more, actions);
        }

        Details taking(String actionId, OperatorAction action) {
            Map<String, OperatorAction> more = new HashMap<>(actions);
            more.put(actionId, action);
            return new Details(orderId, customerId, requestDigest, total, card, shipTo, learnt, more);
        }

        /** Whether an operator had the goods released before the shipment was answered. */
        boolean shipmentCalledOff() {
            return actions.values().stream()
                    .anyMatch(action ->
                            action.kind() == OperatorAction.Kind.COMPENSATE && action.step() == FulfilmentStep.SHIP);
        }
    }

    /** The answers that were recorded. By them a late duplicate is told from an answer that cannot be. */
    record Learnt(
            boolean reserved,
            boolean paid,
            boolean declined,
            boolean shipped,
            boolean shipmentFailed,
            boolean refunded,
            boolean released) {
        static final Learnt NOTHING = new Learnt(false, false, false, false, false, false, false);

        Learnt withReserved() {
            return new Learnt(true, paid, declined, shipped, shipmentFailed, refunded, released);
        }

        Learnt withPaid() {
            return new Learnt(reserved, true, declined, shipped, shipmentFailed, refunded, released);
        }

        Learnt withDeclined() {
            return new Learnt(reserved, paid, true, shipped, shipmentFailed, refunded, released);
        }

        Learnt withShipped() {
            return new Learnt(reserved, paid, declined, true, shipmentFailed, refunded, released);
        }

        Learnt withShipmentFailed() {
            return new Learnt(reserved, paid, declined, shipped, true, refunded, released);
        }

        Learnt withRefunded() {
            return new Learnt(reserved, paid, declined, shipped, shipmentFailed, true, released);
        }

        Learnt withReleased() {
            return new Learnt(reserved, paid, declined, shipped, shipmentFailed, refunded, true);
        }

        /** Whether the shop holds money of the customer's. */
        boolean holdsMoney() {
            return paid && !refunded;
        }
    }

    /**
     * How the pending step was asked for.
     *
     * @param attempt how often it was asked again
     * @param givenUp its last deadline passed: an answer is still welcome, but an operator has to look
     */
    record Asked(int attempt, boolean givenUp) {
        static final Asked ONCE = new Asked(0, false);
    }

    record Cancellation(String requestedBy, String reason) {}

    /** How an order that is being undone will end. */
    sealed interface Outlook {
        OrderStatus statusMeanwhile();

        record ToBeRejected(RejectionReason reason) implements Outlook {
            @Override
            public OrderStatus statusMeanwhile() {
                return OrderStatus.COMPENSATING;
            }
        }

        record ToBeCancelled(Cancellation cancellation) implements Outlook {
            @Override
            public OrderStatus statusMeanwhile() {
                return OrderStatus.CANCELLING;
            }
        }
    }
}
