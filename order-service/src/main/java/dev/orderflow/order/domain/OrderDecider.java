package dev.orderflow.order.domain;

import dev.orderflow.events.Money;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentDeclined;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRefunded;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentFailed;
import dev.orderflow.events.OrderEvent.OrderShipped;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStepTimedOut;
import dev.orderflow.events.OrderEvent.OrderStockReleased;
import dev.orderflow.events.OrderEvent.OrderStockReserved;
import dev.orderflow.events.OrderEvent.RejectionReason;
import dev.orderflow.events.OrderLine;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.order.domain.Order.Learnt;
import dev.orderflow.order.domain.OrderCommand.ActOnStep;
import dev.orderflow.order.domain.OrderCommand.PassDeadline;
import dev.orderflow.order.domain.OrderCommand.PlaceOrder;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentCaptured;
import dev.orderflow.order.domain.OrderCommand.RecordPaymentDeclined;
import dev.orderflow.order.domain.OrderCommand.RecordRefunded;
import dev.orderflow.order.domain.OrderCommand.RecordShipmentFailed;
import dev.orderflow.order.domain.OrderCommand.RecordShipped;
import dev.orderflow.order.domain.OrderCommand.RecordStockRefused;
import dev.orderflow.order.domain.OrderCommand.RecordStockReleased;
import dev.orderflow.order.domain.OrderCommand.RecordStockReserved;
import dev.orderflow.order.domain.OrderCommand.RequestCancellation;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe;
import dev.orderflow.order.domain.OrderRefusal.ActionUnsafe.Hazard;
import dev.orderflow.order.domain.OrderRefusal.ContradictsHistory;
import dev.orderflow.order.domain.OrderRefusal.IdempotencyKeyReused;
import dev.orderflow.order.domain.OrderRefusal.OrderAlreadyEnded;
import dev.orderflow.order.domain.OrderRefusal.OrderNotFound;
import dev.orderflow.order.domain.OrderRefusal.StepNotPending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides about one order. Each fact is recorded together with what follows from it, so that there is no moment in which
 * a crash could forget the consequence.
 *
 * <p>Answers come at least once and may come late: one that was recorded before, or that no longer matters, changes
 * nothing; one that cannot be true is refused loudly.
 */
public final class OrderDecider implements Decider<OrderCommand, Order, OrderEvent, OrderRefusal> {
    /** On one order; far more than anybody has patience for. */
    private static final int MOST_ACTIONS = 100;

    private final OrderEvolution evolution = new OrderEvolution();

    @Override
    public Order initial() {
        return new Order.NotPlaced();
    }

    @Override
    public Order evolve(Order order, OrderEvent event) {
        return evolution.evolve(order, event);
    }

    @Override
    public Decision<OrderEvent, OrderRefusal> decide(OrderCommand command, Order order) {
        return switch (command) {
            case PlaceOrder place -> place(place, order);
            case RequestCancellation request -> requestCancellation(request, order);
            case PassDeadline deadline -> passDeadline(deadline, order);
            case ActOnStep action -> act(action, order);
            case RecordStockReserved _ ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingStock waiting -> record(waiting, new OrderStockReserved(id(waiting)));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Rejected rejected
                    when rejected.reason() == RejectionReason.OUT_OF_STOCK -> contradiction("stock reserved", rejected);
                    // Recorded before; or nobody waits for it any more, and the release that was asked for covers it.
                    case Order.Placed _ -> Decision.alreadyDone();
                };
            case RecordStockRefused answer ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingStock waiting ->
                        record(
                                waiting,
                                new OrderRejected(id(waiting), RejectionReason.OUT_OF_STOCK, answer.shortages()));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late ->
                        late("stock refused", late, !learnt(late).reserved());
                };
            case RecordPaymentCaptured _ ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingPayment waiting ->
                        record(waiting, new OrderPaid(id(waiting), OrderIds.paymentId(id(waiting))));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late ->
                        late("payment captured", late, learnt(late).paid());
                };
            case RecordPaymentDeclined answer ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingPayment waiting ->
                        record(
                                waiting,
                                new OrderPaymentDeclined(
                                        id(waiting), OrderIds.paymentId(id(waiting)), answer.reason()));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late ->
                        late("payment declined", late, learnt(late).declined());
                };
            case RecordShipped answer ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingShipment waiting ->
                        record(waiting, new OrderShipped(id(waiting), answer.shipmentId(), answer.trackingNumber()));
                    // Called off too late: the warehouse does not give back what has left.
                    case Order.AwaitingRelease waiting
                    when waiting.details().shipmentCalledOff() ->
                        record(waiting, new OrderShipped(id(waiting), answer.shipmentId(), answer.trackingNumber()));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late -> late("shipped", late, learnt(late).shipped());
                };
            case RecordShipmentFailed answer ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingShipment waiting ->
                        record(waiting, new OrderShipmentFailed(id(waiting), answer.reason()));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late ->
                        late(
                                "shipment failed",
                                late,
                                learnt(late).shipmentFailed() || late.details().shipmentCalledOff());
                };
            case RecordRefunded _ ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingRefund waiting ->
                        record(waiting, new OrderRefunded(id(waiting), OrderIds.paymentId(id(waiting))));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late ->
                        late("refunded", late, learnt(late).refunded());
                };
            case RecordStockReleased _ ->
                switch (order) {
                    case Order.NotPlaced _ -> notFound();
                    case Order.AwaitingRelease waiting -> record(waiting, new OrderStockReleased(id(waiting)));
                    case Order.Turning turning -> throw halfDecided(turning);
                    case Order.Placed late ->
                        late("stock released", late, learnt(late).released());
                };
        };
    }

    private static Decision<OrderEvent, OrderRefusal> place(PlaceOrder command, Order order) {
        return switch (order) {
            case Order.NotPlaced _ ->
                Decision.accept(new OrderPlaced(
                        command.orderId(),
                        command.customerId(),
                        command.idempotencyKey(),
                        command.requestDigest(),
                        command.placedAt(),
                        command.lines(),
                        total(command.lines()),
                        command.card(),
                        command.contact(),
                        command.shipTo()));
            case Order.Placed placed ->
                placed.details().requestDigest().equals(command.requestDigest())
                        ? Decision.alreadyDone()
                        : Decision.refuse(new IdempotencyKeyReused());
        };
    }

    private Decision<OrderEvent, OrderRefusal> requestCancellation(RequestCancellation command, Order order) {
        return switch (order) {
            case Order.NotPlaced _ -> notFound();
            case Order.Placed placed
            when !command.requester().maySee(placed.details().customerId()) -> notFound();
            case Order.AwaitingStock waiting -> record(waiting, cancellationRequested(waiting, command));
            case Order.AwaitingPayment waiting ->
                waiting.cancellation() == null
                        ? record(waiting, cancellationRequested(waiting, command))
                        : Decision.alreadyDone();
            case Order.AwaitingShipment waiting ->
                waiting.cancellation() == null
                        ? record(waiting, cancellationRequested(waiting, command))
                        : Decision.alreadyDone();
            // It is being undone already, whoever wanted it first.
            case Order.AwaitingRefund _, Order.AwaitingRelease _, Order.Cancelled _ -> Decision.alreadyDone();
            case Order.Completed ended -> Decision.refuse(new OrderAlreadyEnded(ended.status()));
            case Order.Rejected ended -> Decision.refuse(new OrderAlreadyEnded(ended.status()));
            case Order.Turning turning -> throw halfDecided(turning);
        };
    }

    private Decision<OrderEvent, OrderRefusal> passDeadline(PassDeadline command, Order order) {
        return switch (order) {
            case Order.NotPlaced _ -> notFound();
            case Order.Waiting waiting -> {
                boolean stillDue = waiting.step() == command.step()
                        && waiting.asked().attempt() == command.attempt()
                        && !waiting.asked().givenUp();
                if (!stillDue) {
                    yield Decision.alreadyDone();
                }
                yield command.last()
                        ? record(waiting, new OrderStepTimedOut(id(waiting), command.step()))
                        : record(waiting, new OrderStepRetried(id(waiting), command.step(), command.attempt() + 1));
            }
            case Order.Ended _ -> Decision.alreadyDone();
            case Order.Turning turning -> throw halfDecided(turning);
        };
    }

    private Decision<OrderEvent, OrderRefusal> act(ActOnStep command, Order order) {
        if (order instanceof Order.Placed placed) {
            OperatorAction before = placed.details().actions().get(command.actionId());
            if (before != null) {
                return before.equals(command.action())
                        ? Decision.alreadyDone()
                        : Decision.refuse(new IdempotencyKeyReused());
            }
        }
        return switch (order) {
            case Order.NotPlaced _ -> notFound();
            case Order.Ended ended -> Decision.refuse(new OrderAlreadyEnded(ended.status()));
            case Order.Turning turning -> throw halfDecided(turning);
            case Order.Waiting waiting
            when waiting.step() != command.action().step() ->
                Decision.refuse(new StepNotPending(command.action().step(), waiting.step()));
            case Order.Waiting waiting
            when waiting.details().actions().size() >= MOST_ACTIONS ->
                Decision.refuse(new ActionUnsafe(Hazard.ACTED_ON_TOO_OFTEN));
            case Order.Waiting waiting ->
                OperatorActions.hazard(command.action().kind(), waiting)
                        .<Decision<OrderEvent, OrderRefusal>>map(Decision::refuse)
                        .orElseGet(() -> record(waiting, OperatorActions.events(command, waiting)));
        };
    }

    /** The fact, and all that follows from it. */
    private Decision<OrderEvent, OrderRefusal> record(Order.Waiting order, OrderEvent fact) {
        return record(order, List.of(fact));
    }

    private Decision<OrderEvent, OrderRefusal> record(Order.Waiting order, List<OrderEvent> facts) {
        List<OrderEvent> events = new ArrayList<>(facts);
        Order state = order;
        for (OrderEvent fact : facts) {
            state = evolve(state, fact);
        }
        Optional<OrderEvent> next = OrderFulfilmentProcess.next(state);
        while (next.isPresent()) {
            events.add(next.get());
            state = evolve(state, next.get());
            next = OrderFulfilmentProcess.next(state);
        }
        return Decision.accept(events);
    }

    private static OrderCancellationRequested cancellationRequested(Order.Waiting order, RequestCancellation command) {
        return new OrderCancellationRequested(id(order), command.requester().subject(), command.reason());
    }

    private static Money total(List<OrderLine> lines) {
        return lines.stream()
                .map(line -> line.unitPrice().times(line.quantity()))
                .reduce(Money::plus)
                .orElseThrow(() -> new IllegalArgumentException("An order has at least one line"));
    }

    private static String id(Order.Placed order) {
        return order.details().orderId();
    }

    private static Learnt learnt(Order.Placed order) {
        return order.details().learnt();
    }

    private static Decision<OrderEvent, OrderRefusal> notFound() {
        return Decision.refuse(new OrderNotFound());
    }

    /** An answer that no stage waits for: harmless where it can be true, else loud. */
    private static Decision<OrderEvent, OrderRefusal> late(String answer, Order.Placed order, boolean canBe) {
        return canBe ? Decision.alreadyDone() : contradiction(answer, order);
    }

    private static Decision<OrderEvent, OrderRefusal> contradiction(String answer, Order.Placed order) {
        return Decision.refuse(new ContradictsHistory(answer, order.status()));
    }

    /** Commits are whole, so a journal cannot end here. */
    private static IllegalStateException halfDecided(Order.Turning order) {
        return new IllegalStateException("The journal of order " + id(order) + " ends in the middle of a commit, at "
                + order.getClass().getSimpleName());
    }
}
