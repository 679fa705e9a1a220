package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.events.Commit;
import dev.orderflow.events.DomainEvent;
import dev.orderflow.events.OrderEvent;
import dev.orderflow.events.PaymentEvent;
import dev.orderflow.events.SkuQuantity;
import dev.orderflow.events.WarehouseEvent;
import dev.orderflow.events.WarehouseEvent.ShipmentDispatched;
import dev.orderflow.events.WarehouseEvent.ShipmentFailed;
import dev.orderflow.events.WarehouseEvent.StockAdjusted;
import dev.orderflow.events.WarehouseEvent.StockReceived;
import dev.orderflow.events.WarehouseEvent.StockReleased;
import dev.orderflow.events.WarehouseEvent.StockReservationRefused;
import dev.orderflow.events.WarehouseEvent.StockReserved;
import dev.orderflow.events.codec.EventTypes;
import dev.orderflow.eventstore.service.application.audit.AuditedViolation.Rule;
import dev.orderflow.eventstore.service.application.audit.OrderRules.Judge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Applies commits to what the auditor remembers. Every item knows the versions that it has seen, so what comes again
 * changes nothing.
 */
final class AuditBatch {
    /** By its name, so that an auditor which is older than the order service knows it too. */
    private static final String STEP_SKIPPED = "order.step-skipped.v1";

    private final Remembered<AuditedOrder> orders;
    private final Remembered<AuditedSku> skus;
    private final Remembered<AuditedStream> streams;
    private final List<AuditedViolation> violations = new ArrayList<>();

    AuditBatch(Remembered<AuditedOrder> orders, Remembered<AuditedSku> skus, Remembered<AuditedStream> streams) {
        this.orders = orders;
        this.skus = skus;
        this.streams = streams;
    }

    List<AuditedViolation> violations() {
        return violations;
    }

    /** @return false where another auditor was faster */
    boolean save() {
        return orders.save() && skus.save() && streams.save();
    }

    /** A commit with where its record stands. */
    record Placed(Commit commit, String place, Instant arrivedAt) {}

    /** Everything that the commits concern is read in few calls. */
    void load(List<Placed> commits) {
        for (Placed placed : commits) {
            Commit commit = placed.commit();
            switch (commit.streamId().category()) {
                case "order", "payment" -> orders.want(commit.streamId().key());
                case "warehouse" -> {
                    streams.want(commit.streamId().toString());
                    commit.events().forEach(this::want);
                }
                default -> streams.want(commit.streamId().toString());
            }
        }
        orders.load();
        skus.load();
        streams.load();
    }

    void apply(Placed placed) {
        Commit commit = placed.commit();
        switch (commit.streamId().category()) {
            case "order" -> ofOrder(placed, commit.streamId().key());
            case "payment" -> ofPayment(placed, commit.streamId().key());
            case "warehouse" -> ofWarehouse(placed);
            default -> isNext(placed);
        }
    }

    private void ofOrder(Placed placed, String orderId) {
        AuditedOrder order = orders.get(orderId);
        if (!isNext(placed, order.orderVersion())) {
            return;
        }
        long version = placed.commit().firstVersion();
        for (DomainEvent event : placed.commit().events()) {
            if (EventTypes.nameOf(event).equals(STEP_SKIPPED)) {
                order = order.with(AuditedOrder.Mark.SKIPPED);
            } else if (event instanceof OrderEvent known) {
                order = OrderRules.after(order, known, judge(placed, version));
            }
            order = order.atVersions(version, order.paymentVersion(), order.warehouseVersion());
            version++;
        }
        remember(order, placed);
    }

    private void ofPayment(Placed placed, String orderId) {
        AuditedOrder order = orders.get(orderId);
        if (!isNext(placed, order.paymentVersion())) {
            return;
        }
        long version = placed.commit().firstVersion();
        for (DomainEvent event : placed.commit().events()) {
            if (event instanceof PaymentEvent known) {
                order = OrderRules.after(order, known, judge(placed, version));
            }
            order = order.atVersions(order.orderVersion(), version, order.warehouseVersion());
            version++;
        }
        remember(order, placed);
    }

    /** The stream's own item may lag behind those of products and orders after a crash: each looks at its own version. */
    private void ofWarehouse(Placed placed) {
        isNext(placed);
        long version = placed.commit().firstVersion();
        for (DomainEvent event : placed.commit().events()) {
            if (event instanceof WarehouseEvent known) {
                of(known, placed, version);
            }
            version++;
        }
    }

    private void of(WarehouseEvent event, Placed placed, long version) {
        switch (event) {
            case StockReceived(var receiptId, var lines, var reason) -> move(lines, 1, 0, placed, version);
            case StockAdjusted(var adjustmentId, var sku, var delta, var reason) ->
                move(sku, delta, 0, placed, version);
            case StockReserved(var orderId, var lines) -> {
                move(lines, 0, 1, placed, version);
                ofOrder(orderId, placed, version, judge -> order -> StockRules.reserved(order, lines, judge));
            }
            case StockReleased(var orderId, var lines) -> {
                move(lines, 0, -1, placed, version);
                ofOrder(orderId, placed, version, judge -> order -> StockRules.released(order, lines, judge));
            }
            case ShipmentDispatched(var orderId, var shipmentId, var trackingNumber, var lines) -> {
                move(lines, -1, -1, placed, version);
                ofOrder(orderId, placed, version, judge -> order -> StockRules.dispatched(order, lines, judge));
            }
            case StockReservationRefused refused -> {}
            case ShipmentFailed failed -> {}
        }
    }

    private void ofOrder(String orderId, Placed placed, long version, Ruling ruling) {
        AuditedOrder order = orders.get(orderId);
        if (version <= order.warehouseVersion()) {
            return;
        }
        AuditedOrder after = ruling.by(judge(placed, version)).apply(order);
        remember(after.atVersions(after.orderVersion(), after.paymentVersion(), version), placed);
    }

    private interface Ruling {
        UnaryOperator<AuditedOrder> by(Judge judge);
    }

    private void move(List<SkuQuantity> lines, int onHand, int reserved, Placed placed, long version) {
        for (SkuQuantity line : lines) {
            move(line.sku(), (long) onHand * line.quantity(), (long) reserved * line.quantity(), placed, version);
        }
    }

    private void move(String sku, long onHand, long reserved, Placed placed, long version) {
        AuditedSku before = skus.get(sku);
        if (version <= before.version()) {
            return;
        }
        AuditedSku after = before.moved(onHand, reserved, version);
        if (!after.possible()) {
            judge(placed, version)
                    .broken(
                            Rule.STOCK_NOT_NEGATIVE,
                            after.onHand() + " of " + sku + " on hand with " + after.reserved() + " reserved");
        }
        skus.put(sku, after);
    }

    private void remember(AuditedOrder order, Placed placed) {
        Instant since = order.suspectSince() == null ? placed.arrivedAt() : order.suspectSince();
        orders.put(order.orderId(), order.suspect(OrderRules.unsettled(order).isPresent() ? since : null));
    }

    /** Of a stream that is remembered for its version alone. */
    private void isNext(Placed placed) {
        String stream = placed.commit().streamId().toString();
        if (isNext(placed, streams.get(stream).version())) {
            streams.put(stream, new AuditedStream(stream, placed.commit().lastVersion()));
        }
    }

    /** Whether the commit brings something new; if so, it has to be the very next. */
    private boolean isNext(Placed placed, long seen) {
        Commit commit = placed.commit();
        if (commit.lastVersion() <= seen) {
            return false;
        }
        if (commit.firstVersion() != seen + 1) {
            judge(placed, commit.firstVersion()).broken(Rule.NO_GAP, "it follows version " + seen);
        }
        return true;
    }

    private Judge judge(Placed placed, long version) {
        return (rule, detail) -> violations.add(new AuditedViolation(
                rule, placed.commit().streamId().toString(), version, placed.place(), placed.arrivedAt(), detail));
    }

    private void want(DomainEvent event) {
        if (!(event instanceof WarehouseEvent known)) {
            return;
        }
        switch (known) {
            case StockReceived received -> wantLines(received.lines());
            case StockAdjusted adjusted -> skus.want(adjusted.sku());
            case StockReserved reserved -> wantOrder(reserved.orderId(), reserved.lines());
            case StockReleased released -> wantOrder(released.orderId(), released.lines());
            case ShipmentDispatched dispatched -> wantOrder(dispatched.orderId(), dispatched.lines());
            case StockReservationRefused refused -> {}
            case ShipmentFailed failed -> {}
        }
    }

    private void wantOrder(String orderId, List<SkuQuantity> lines) {
        orders.want(orderId);
        wantLines(lines);
    }

    private void wantLines(List<SkuQuantity> lines) {
        lines.forEach(line -> skus.want(line.sku()));
    }
}
