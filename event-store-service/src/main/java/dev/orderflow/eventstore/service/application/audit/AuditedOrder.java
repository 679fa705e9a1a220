package dev.orderflow.eventstore.service.application.audit;

import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.ViewDefinition;
import dev.orderflow.eventstore.view.ViewDefinition.Index;
import dev.orderflow.eventstore.view.ViewDefinition.IndexKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the auditor remembers of an order, of three streams: its own, its payment's and the warehouse's.
 *
 * @param orderVersion last version seen of the order's stream; likewise the others, of which the warehouse's is that of
 *     the last event about this order
 * @param total what it costs in minor units, 0 before it was placed
 * @param reserved the lines that were reserved, as a text to compare
 * @param suspectSince since when something does not fit together that may yet be explained by a record of another shard
 */
public record AuditedOrder(
        String orderId,
        long orderVersion,
        long paymentVersion,
        long warehouseVersion,
        Set<Mark> marks,
        long total,
        long captured,
        long refunded,
        String reserved,
        @Nullable Instant suspectSince) {

    static final String SUSPECTS = "suspects";
    static final String PARTITION = "orders";

    public static final ViewDefinition<AuditedOrder> DEFINITION =
            new ViewDefinition<>("audit-orders", AuditedOrder.class, List.of(new Index<>(SUSPECTS, order -> {
                Instant since = order.suspectSince();
                return since == null ? null : new IndexKey(PARTITION, DueWork.sortKey(since));
            })));

    public AuditedOrder {
        marks = marks.isEmpty() ? Set.of() : Set.copyOf(marks);
    }

    /** What has happened. */
    enum Mark {
        PLACED,
        PAYMENT_REQUESTED,
        PAID,
        SHIPMENT_REQUESTED,
        SHIPPED,
        COMPLETED,
        FAILED,
        /** An operator had it go on without a step, on record and with a reason. */
        SKIPPED,
        CAPTURED,
        RESERVED,
        HELD,
        DISPATCHED
    }

    static AuditedOrder unknown(String orderId) {
        return new AuditedOrder(orderId, 0, 0, 0, Set.of(), 0, 0, 0, "", null);
    }

    boolean has(Mark mark) {
        return marks.contains(mark);
    }

    AuditedOrder with(Mark mark) {
        EnumSet<Mark> more = EnumSet.of(mark);
        more.addAll(marks);
        return withMarks(more);
    }

    AuditedOrder without(Mark mark) {
        EnumSet<Mark> fewer = EnumSet.noneOf(Mark.class);
        fewer.addAll(marks);
        fewer.remove(mark);
        return withMarks(fewer);
    }

    private AuditedOrder withMarks(Set<Mark> others) {
        return new AuditedOrder(
                orderId,
                orderVersion,
                paymentVersion,
                warehouseVersion,
                others,
                total,
                captured,
                refunded,
                reserved,
                suspectSince);
    }

    AuditedOrder atVersions(long order, long payment, long warehouse) {
        return new AuditedOrder(
                orderId, order, payment, warehouse, marks, total, captured, refunded, reserved, suspectSince);
    }

    AuditedOrder costing(long amount) {
        return new AuditedOrder(
                orderId,
                orderVersion,
                paymentVersion,
                warehouseVersion,
                marks,
                amount,
                captured,
                refunded,
                reserved,
                suspectSince);
    }

    AuditedOrder withMoney(long taken, long givenBack) {
        return new AuditedOrder(
                orderId,
                orderVersion,
                paymentVersion,
                warehouseVersion,
                marks,
                total,
                taken,
                givenBack,
                reserved,
                suspectSince);
    }

    AuditedOrder reserving(String lines) {
        return new AuditedOrder(
                orderId,
                orderVersion,
                paymentVersion,
                warehouseVersion,
                marks,
                total,
                captured,
                refunded,
                lines,
                suspectSince);
    }

    AuditedOrder suspect(@Nullable Instant since) {
        return new AuditedOrder(
                orderId,
                orderVersion,
                paymentVersion,
                warehouseVersion,
                marks,
                total,
                captured,
                refunded,
                reserved,
                since);
    }
}
