package dev.orderflow.simulation;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.NotificationEvent;
import dev.orderflow.events.NotificationEvent.NotificationFailed;
import dev.orderflow.events.NotificationEvent.NotificationRequested;
import dev.orderflow.events.NotificationEvent.NotificationSent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.OrderEvent.OrderCancelled;
import dev.orderflow.events.OrderEvent.OrderCompensationRequested;
import dev.orderflow.events.OrderEvent.OrderCompleted;
import dev.orderflow.events.OrderEvent.OrderPaid;
import dev.orderflow.events.OrderEvent.OrderPaymentDeclined;
import dev.orderflow.events.OrderEvent.OrderPaymentRequested;
import dev.orderflow.events.OrderEvent.OrderPlaced;
import dev.orderflow.events.OrderEvent.OrderRefundRequested;
import dev.orderflow.events.OrderEvent.OrderRejected;
import dev.orderflow.events.OrderEvent.OrderShipmentRequested;
import dev.orderflow.events.OrderEvent.OrderStepRetryRequested;
import dev.orderflow.events.OrderEvent.OrderStepSkipped;
import dev.orderflow.events.OrderEvent.OrderStockReleaseRequested;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.PaymentEvent.PaymentCaptured;
import dev.orderflow.events.PaymentEvent.PaymentDeclined;
import dev.orderflow.events.PaymentEvent.PaymentRefunded;
import dev.orderflow.events.PaymentEvent.RefundIntended;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.StreamId;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.eventstore.journal.StoredCommit;
import dev.orderflow.order.domain.OperatorAction;
import dev.orderflow.order.domain.OperatorAction.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journals say, noted as each commit becomes durable and checked on the spot. Shares no logic with the services:
 * it counts for itself.
 */
final class Journals {
    private final Environment environment;
    private final SimulatedGateway gateway;
    private final Imports imports;
    private final Map<StreamId, Long> versions = new HashMap<>();
    private final Map<String, byte[]> written = new HashMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, OrderFacts> orders = new TreeMap<>();
    private final Map<String, Long> onHand = new TreeMap<>();
    private final Map<String, Long> reserved = new TreeMap<>();
    private final Map<String, List<SkuQuantity>> held = new TreeMap<>();
    private final Map<String, String> reservationEnds = new TreeMap<>();
    private final Set<String> actedOn = new HashSet<>();
    private final Set<String> captured = new HashSet<>();
    private final Set<String> declined = new HashSet<>();
    private final Map<String, Map<String, RefundIntended>> promised = new TreeMap<>();
    private final Set<String> refunded = new HashSet<>();
    private final Set<String> untold = new HashSet<>();
    private final Map<String, String> told = new TreeMap<>();

    Journals(Environment environment, SimulatedGateway gateway) {
        this.environment = environment;
        this.gateway = gateway;
        imports = new Imports(environment);
    }

    Imports imports() {
        return imports;
    }

    /** An order as its journal tells it so far. */
    static final class OrderFacts {
        final OrderPlaced placed;
        boolean paymentRequested;

        @Nullable
        OrderEvent end;

        int undone;

        OrderFacts(OrderPlaced placed) {
            this.placed = placed;
        }
    }

    void appended(StoredCommit stored) {
        Commit commit = stored.commit();
        long before = versions.getOrDefault(commit.streamId(), 0L);
        environment.require(
                commit.firstVersion() == before + 1, Invariant.I1, commit + " was appended behind version " + before);
        versions.put(commit.streamId(), commit.lastVersion());
        environment.require(
                written.put(
                                commit.streamId() + "@" + commit.firstVersion(),
                                stored.bytes().clone())
                        == null,
                Invariant.I1,
                commit + " took the place of another");
        commits.add(commit);
        imports.appended(commit);
        for (DomainEvent event : commit.events()) {
            switch (event) {
                case OrderEvent order -> note(order);
                case WarehouseEvent warehouse -> note(warehouse);
                case PaymentEvent payment -> note(payment);
                case NotificationEvent notification -> note(notification);
                default -> {}
            }
        }
    }

    /** The bytes as they were when they were appended. */
    boolean isUnchanged(StoredCommit stored) {
        byte[] then =
                written.get(stored.commit().streamId() + "@" + stored.commit().firstVersion());
        return then != null && Arrays.equals(then, stored.bytes());
    }

    int size() {
        return written.size();
    }

    List<Commit> commits() {
        return commits;
    }

    @Nullable
    OrderFacts order(String orderId) {
        return orders.get(orderId);
    }

    Map<String, OrderFacts> orders() {
        return orders;
    }

    boolean holdsStock(String orderId) {
        return held.containsKey(orderId);
    }

    boolean wasDispatched(String orderId) {
        return "dispatched".equals(reservationEnds.get(orderId));
    }

    boolean wasActedOn(String orderId, OperatorAction action) {
        return actedOn.contains(orderId + action.kind() + action.step());
    }

    boolean wasCaptured(String orderId) {
        return captured.contains(orderId);
    }

    /** What was ever promised to go back of an order's money, by refund. */
    Map<String, RefundIntended> promised(String orderId) {
        return promised.getOrDefault(orderId, Map.of());
    }

    boolean wasPromised(String orderId, String refundId) {
        return promised(orderId).containsKey(refundId);
    }

    /** Refunds that were promised and have not gone back. */
    List<String> owed() {
        return promised.entrySet().stream()
                .flatMap(order -> order.getValue().keySet().stream()
                        .filter(refundId ->
                                captured.contains(order.getKey()) && !refunded.contains(order.getKey() + refundId)))
                .toList();
    }

    /** Notifications that were asked for and have not come to their end. */
    Set<String> untold() {
        return untold;
    }

    /** To whom the end of an order was written, and how that went; empty where nobody was to be written to. */
    Optional<String> letterAbout(String orderId) {
        return Optional.ofNullable(told.get(orderId));
    }

    long onHand(String sku) {
        return onHand.getOrDefault(sku, 0L);
    }

    long reserved(String sku) {
        return reserved.getOrDefault(sku, 0L);
    }

    private void note(OrderEvent event) {
        String orderId = event.orderId();
        if (event instanceof OrderPlaced placed) {
            environment.require(
                    orders.put(orderId, new OrderFacts(placed)) == null, Invariant.I3, orderId + " was placed twice");
            return;
        }
        OrderFacts order = orders.get(orderId);
        if (order == null) {
            environment.violate(Invariant.I1, event + " comes before the order was placed");
            return;
        }
        environment.require(order.end == null, Invariant.I10, event + " comes after " + order.end);
        boolean resolved = captured.contains(orderId) || declined.contains(orderId);
        switch (event) {
            case OrderPaymentRequested requested -> order.paymentRequested = true;
            case OrderPaid _,
                    OrderPaymentDeclined _,
                    OrderShipmentRequested _,
                    OrderRefundRequested _,
                    OrderStockReleaseRequested _ ->
                environment.require(
                        resolved || !order.paymentRequested,
                        Invariant.I9,
                        event + " while it is not known whether the money was taken");
            case OrderCompleted _, OrderRejected _, OrderCancelled _ -> {
                environment.require(
                        resolved || !order.paymentRequested,
                        Invariant.I9,
                        event + " while it is not known whether the money was taken");
                order.end = event;
            }
            case OrderStepRetryRequested asked -> actedOn.add(orderId + Kind.RETRY + asked.step());
            case OrderStepSkipped asked -> actedOn.add(orderId + Kind.SKIP + asked.step());
            case OrderCompensationRequested asked -> actedOn.add(orderId + Kind.COMPENSATE + asked.step());
            default -> {}
        }
    }

    private void note(PaymentEvent event) {
        switch (event) {
            case PaymentCaptured fact -> {
                environment.require(captured.add(fact.orderId()), Invariant.I6, fact.orderId() + " was captured twice");
                environment.require(
                        !gateway.chargesOf(fact.orderId()).isEmpty(),
                        Invariant.I7,
                        fact + " is not in the gateway's ledger");
            }
            case PaymentDeclined fact -> {
                declined.add(fact.orderId());
                environment.require(
                        gateway.chargesOf(fact.orderId()).isEmpty(),
                        Invariant.I7,
                        fact + " but the gateway took the money");
            }
            case RefundIntended fact -> {
                Map<String, RefundIntended> all = promised.computeIfAbsent(fact.orderId(), first -> new TreeMap<>());
                environment.require(
                        all.put(fact.refundId(), fact) == null, Invariant.I3, fact + " was promised before");
            }
            case PaymentRefunded fact ->
                environment.require(
                        wasPromised(fact.orderId(), fact.refundId())
                                && refunded.add(fact.orderId() + fact.refundId())
                                && gateway.hasRefund(promised(fact.orderId())
                                        .get(fact.refundId())
                                        .gatewayKey()),
                        Invariant.I7,
                        fact + " was not promised, or went back before, or is not in the gateway's ledger");
            default -> {}
        }
    }

    private void note(NotificationEvent event) {
        switch (event) {
            case NotificationRequested fact -> {
                untold.add(fact.notificationId());
                if (fact.channel() == NotificationEvent.Channel.EMAIL) {
                    environment.require(
                            told.put(fact.orderId(), fact.recipient()) == null,
                            Invariant.I19,
                            fact + " though the customer was written to before");
                }
            }
            case NotificationSent fact ->
                environment.require(
                        untold.remove(fact.notificationId()), Invariant.I19, fact + " had come to its end before");
            case NotificationFailed fact ->
                environment.require(
                        untold.remove(fact.notificationId()), Invariant.I19, fact + " had come to its end before");
        }
    }

    private void note(WarehouseEvent event) {
        switch (event) {
            case StockReceived fact -> move(event, fact.lines(), 1, 0);
            case StockAdjusted fact -> {
                onHand.merge(fact.sku(), (long) fact.delta(), Long::sum);
                checkLevel(event, fact.sku());
            }
            case StockReserved fact -> {
                environment.require(
                        held.putIfAbsent(fact.orderId(), fact.lines()) == null
                                && !reservationEnds.containsKey(fact.orderId()),
                        Invariant.I5,
                        event + " though there was a reservation before");
                OrderFacts order = orders.get(fact.orderId());
                environment.require(
                        order != null && fact.lines().equals(linesOf(order.placed)),
                        Invariant.I4,
                        event + " is not what the order wants");
                move(event, fact.lines(), 0, 1);
            }
            case StockReleased fact -> end(event, fact.orderId(), fact.lines(), "released", 0);
            case ShipmentDispatched fact -> {
                environment.require(
                        captured.contains(fact.orderId())
                                && !gateway.chargesOf(fact.orderId()).isEmpty(),
                        Invariant.I8,
                        event + " and nobody paid");
                end(event, fact.orderId(), fact.lines(), "dispatched", -1);
            }
            case StockReservationRefused _, ShipmentFailed _ -> {}
        }
    }

    static List<SkuQuantity> linesOf(OrderPlaced placed) {
        return placed.lines().stream()
                .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                .toList();
    }

    private void end(WarehouseEvent event, String orderId, List<SkuQuantity> lines, String how, int onHandFactor) {
        List<SkuQuantity> were = held.remove(orderId);
        String before = reservationEnds.put(orderId, how);
        environment.require(before == null, Invariant.I5, event + " though it was " + before);
        environment.require(
                lines.equals(were == null ? List.of() : were), Invariant.I5, event + " where was held " + were);
        move(event, lines, onHandFactor, -1);
    }

    private void move(WarehouseEvent event, List<SkuQuantity> lines, int onHandFactor, int reservedFactor) {
        for (SkuQuantity line : lines) {
            onHand.merge(line.sku(), (long) onHandFactor * line.quantity(), Long::sum);
            reserved.merge(line.sku(), (long) reservedFactor * line.quantity(), Long::sum);
            checkLevel(event, line.sku());
        }
    }

    private void checkLevel(WarehouseEvent event, String sku) {
        environment.require(
                reserved(sku) >= 0 && onHand(sku) >= reserved(sku),
                Invariant.I4,
                event + " leaves " + onHand(sku) + " of " + sku + " with " + reserved(sku) + " reserved");
    }
}
