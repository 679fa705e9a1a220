package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.ImportEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.FulfilmentStep;
import dev.orderflow.events.OrderEvent.OrderCancellationRequested;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderStepRetried;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.consumer.ShardHandler;
import dev.orderflow.eventstore.consumer.StreamRecord;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Cause;
import dev.orderflow.eventstore.decision.Decider;
import dev.orderflow.eventstore.decision.Decision;
import dev.orderflow.inventory.application.shipping.Shipping;
import dev.orderflow.inventory.domain.OrderEnd;
import dev.orderflow.inventory.domain.Warehouse;
import dev.orderflow.inventory.domain.WarehouseCommand;
import dev.orderflow.inventory.domain.WarehouseCommand.ReleaseStock;
import dev.orderflow.inventory.domain.WarehouseCommand.ReserveStock;
import dev.orderflow.inventory.domain.WarehouseRefusal;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.domain.OperatorAction;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderCommand;
import dev.orderflow.order.domain.OrderRefusal;
import dev.orderflow.order.domain.importing.Import;
import dev.orderflow.order.domain.importing.ImportCommand;
import dev.orderflow.order.domain.importing.ImportRefusal;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentCommand;
import dev.orderflow.payment.domain.PaymentRefusal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Wrong variants of production code, each around the right one; without a planted bug the right one itself. */
final class Planted {
    private final Environment environment;

    Planted(Environment environment) {
        this.environment = environment;
    }

    ShardHandler.Factory in(ShardHandler.Factory right) {
        return environment.isPlanted(Plant.CHECKPOINT_BEFORE_EFFECT) || environment.isPlanted(Plant.ENDS_SHARD_UNSAVED)
                ? shard -> new Hasty(right.open(shard), environment.isPlanted(Plant.CHECKPOINT_BEFORE_EFFECT))
                : right;
    }

    /** Says of records that they are done when they were only taken: always, or at the end of the shard. */
    private static final class Hasty implements ShardHandler {
        private final ShardHandler right;
        private final boolean always;
        private @Nullable String last;

        Hasty(ShardHandler right, boolean always) {
            this.right = right;
            this.always = always;
        }

        @Override
        public @Nullable String process(List<StreamRecord> batch) {
            if (!batch.isEmpty()) {
                last = batch.getLast().sequenceNumber();
            }
            String durable = right.process(batch);
            return always ? last : durable;
        }

        @Override
        public @Nullable String finish() {
            return last;
        }

        @Override
        public void abandon() {
            right.abandon();
        }
    }

    Subscriber in(Subscriber right) {
        if (environment.isPlanted(Plant.FAILURE_COUNTS_AS_APPLIED)) {
            return new Variant(right) {
                @Override
                public void apply(StreamId stream, List<Commit> commits) {
                    try {
                        right.apply(stream, commits);
                    } catch (Outage e) {
                        environment.trace(name() + " swallows " + e);
                    }
                }
            };
        }
        if (environment.isPlanted(Plant.FORGETS_THE_REFUND) && right.name().equals("order-wishes")) {
            return deaf(right, OrderRefundRequested.class::isInstance);
        }
        if (environment.isPlanted(Plant.FORGETS_THE_CANCELLED)
                && right.name().equals("when-order-ends-then-tell-customer")) {
            return deaf(right, OrderCancelled.class::isInstance);
        }
        if (environment.isPlanted(Plant.NO_JANITOR) && right.name().equals("order-wishes")) {
            return deaf(right, OrderStepRetried.class::isInstance);
        }
        if (environment.isPlanted(Plant.FORGETS_THE_RELEASE) && right.name().equals("order-reactions")) {
            return deaf(
                    right,
                    event -> event instanceof OrderStockReleaseRequested
                            || event instanceof OrderStepRetried retried
                                    && retried.step() == FulfilmentStep.RELEASE_STOCK);
        }
        return right;
    }

    Subscriber in(Subscriber right, Shipping shipping) {
        if (!environment.isPlanted(Plant.SHIPS_UNPAID)) {
            return in(right);
        }
        return new Variant(right) {
            @Override
            public void apply(StreamId stream, List<Commit> commits) {
                right.apply(stream, commits);
                for (Commit commit : commits) {
                    if (commit.events().stream().anyMatch(OrderPaymentRequested.class::isInstance)) {
                        shipping.ship(stream.key(), null, Cause.of(commit));
                    }
                }
            }
        };
    }

    Decider<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> inWarehouse(
            Decider<WarehouseCommand, Warehouse, WarehouseEvent, WarehouseRefusal> right) {
        if (environment.isPlanted(Plant.RESERVES_WITHOUT_LOOKING)) {
            return variant(
                    right,
                    (command, warehouse) -> command instanceof ReserveStock reserve
                                    && warehouse.held(reserve.orderId()) == null
                                    && warehouse.ended(reserve.orderId()) == null
                            ? Decision.accept(new StockReserved(reserve.orderId(), reserve.lines()))
                            : right.decide(command, warehouse));
        }
        if (environment.isPlanted(Plant.RESERVES_LINE_BY_LINE)) {
            return variant(
                    right,
                    (command, warehouse) -> command instanceof ReserveStock reserve
                                    && reserve.lines().size() > 1
                                    && right.decide(command, warehouse)
                                            instanceof Decision.Accepted<WarehouseEvent, WarehouseRefusal>(var events)
                                    && !events.isEmpty()
                                    && events.getFirst() instanceof StockReservationRefused
                            ? right.decide(
                                    new ReserveStock(
                                            reserve.orderId(), reserve.lines().subList(0, 1)),
                                    warehouse)
                            : right.decide(command, warehouse));
        }
        if (environment.isPlanted(Plant.RELEASES_TWICE)) {
            return variant(
                    right,
                    (command, warehouse) -> command instanceof ReleaseStock release
                                    && warehouse.ended(release.orderId()) == OrderEnd.RELEASED
                            ? Decision.accept(new StockReleased(release.orderId(), List.of()))
                            : right.decide(command, warehouse));
        }
        return right;
    }

    Decider<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> inPayments(
            Decider<PaymentCommand, Payment, PaymentEvent, PaymentRefusal> right) {
        if (!environment.isPlanted(Plant.LETS_REFUNDS_OVERDRAW)) {
            return right;
        }
        return variant(
                right,
                (command, payment) -> command instanceof PaymentCommand.RequestRefund refund
                                && refund.amount() != null
                                && payment instanceof Payment.Taken taken
                                && taken.refunds().find(refund.refundId()).isEmpty()
                        ? Decision.accept(new RefundIntended(
                                refund.orderId(),
                                refund.refundId(),
                                "refund-" + refund.refundId(),
                                refund.amount(),
                                refund.requestedBy(),
                                refund.reason()))
                        : right.decide(command, payment));
    }

    Decider<OrderCommand, Order, OrderEvent, OrderRefusal> inOrders(
            Decider<OrderCommand, Order, OrderEvent, OrderRefusal> right) {
        if (environment.isPlanted(Plant.UNDOES_WHILE_UNKNOWN)) {
            return variant(
                    right,
                    (command, order) -> command instanceof OrderCommand.RequestCancellation
                                    && order instanceof Order.AwaitingPayment waiting
                            ? Decision.accept(List.of(
                                    new OrderCancellationRequested(
                                            waiting.details().orderId(), "customer", "changed my mind"),
                                    new OrderStockReleaseRequested(
                                            waiting.details().orderId())))
                            : right.decide(command, order));
        }
        if (environment.isPlanted(Plant.CALLS_OFF_WHILE_UNKNOWN)) {
            return variant(
                    right,
                    (command, order) -> isUnsafe(OperatorAction.Kind.COMPENSATE, command, order)
                            ? Decision.accept(List.of(
                                    new OrderStockReleaseRequested(orderId(order)),
                                    new OrderCancelled(orderId(order), "called off")))
                            : right.decide(command, order));
        }
        if (environment.isPlanted(Plant.SKIPS_THE_PAYMENT)) {
            return variant(
                    right,
                    (command, order) -> isUnsafe(OperatorAction.Kind.SKIP, command, order)
                            ? Decision.accept(new OrderShipmentRequested(orderId(order), null))
                            : right.decide(command, order));
        }
        if (!environment.isPlanted(Plant.IGNORES_OTHER_CONTENT)) {
            return right;
        }
        return variant(
                right,
                (command, order) -> command instanceof OrderCommand.PlaceOrder && order instanceof Order.Placed
                        ? Decision.alreadyDone()
                        : right.decide(command, order));
    }

    Decider<ImportCommand, Import, ImportEvent, ImportRefusal> inImports(
            Decider<ImportCommand, Import, ImportEvent, ImportRefusal> right) {
        return PlantedInImports.inImports(environment, right);
    }

    OrderPlacing in(OrderPlacing right) {
        return PlantedInImports.in(environment, right);
    }

    /** While a payment is asked for and not answered. */
    private static boolean isUnsafe(OperatorAction.Kind kind, OrderCommand command, Order order) {
        return command instanceof OrderCommand.ActOnStep act
                && act.action().kind() == kind
                && order instanceof Order.AwaitingPayment;
    }

    private static String orderId(Order order) {
        return ((Order.Placed) order).details().orderId();
    }

    private static Subscriber deaf(Subscriber right, Predicate<DomainEvent> unheard) {
        return new Variant(right) {
            @Override
            public void apply(StreamId stream, List<Commit> commits) {
                for (Commit commit : commits) {
                    if (commit.events().stream().noneMatch(unheard)) {
                        right.apply(stream, List.of(commit));
                    }
                }
            }
        };
    }

    static <C, S, E extends DomainEvent, R> Decider<C, S, E, R> variant(
            Decider<C, S, E, R> right, BiFunction<C, S, Decision<E, R>> wrong) {
        return new Decider<>() {
            @Override
            public S initial() {
                return right.initial();
            }

            @Override
            public Decision<E, R> decide(C command, S state) {
                return wrong.apply(command, state);
            }

            @Override
            public S evolve(S state, E event) {
                return right.evolve(state, event);
            }
        };
    }

    private abstract static class Variant implements Subscriber {
        private final Subscriber right;

        Variant(Subscriber right) {
            this.right = right;
        }

        @Override
        public String name() {
            return right.name();
        }

        @Override
        public boolean wants(String category) {
            return right.wants(category);
        }
    }
}
